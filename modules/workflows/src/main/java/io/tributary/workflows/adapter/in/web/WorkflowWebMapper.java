package io.tributary.workflows.adapter.in.web;

import io.tributary.workflows.adapter.in.web.WorkflowController.CreateWorkflowRequest;
import io.tributary.workflows.adapter.in.web.WorkflowController.ReplaceWorkflowRequest;
import io.tributary.workflows.adapter.in.web.WorkflowController.WorkflowListItem;
import io.tributary.workflows.adapter.in.web.WorkflowController.WorkflowResponse;
import io.tributary.workflows.adapter.in.web.WorkflowVersionController.VersionListItem;
import io.tributary.workflows.adapter.in.web.WorkflowVersionController.VersionResponse;
import io.tributary.workflows.application.port.in.EditWorkflows.Draft;
import io.tributary.workflows.application.port.out.WorkflowStore.Summary;
import io.tributary.workflows.application.port.out.WorkflowStore.Version;
import io.tributary.workflows.application.port.out.WorkflowStore.VersionSummary;
import io.tributary.workflows.domain.definitions.Workflow;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.ReportingPolicy;

@Mapper(componentModel = ComponentModel.SPRING, unmappedTargetPolicy = ReportingPolicy.ERROR)
interface WorkflowWebMapper {
  @Mapping(target = "status", source = "lifecycle.status")
  @Mapping(target = "version", source = "lifecycle.version")
  @Mapping(target = "publishedVersion", source = "lifecycle.publishedVersion")
  @Mapping(target = "definition", source = "draft")
  WorkflowResponse toResponse(Workflow workflow);

  WorkflowListItem toItem(Summary summary);

  @Mapping(target = "version", source = "number")
  VersionListItem toItem(VersionSummary version);

  @Mapping(target = "version", source = "number")
  VersionResponse toResponse(Version version);

  /// By hand: a missing definition and an empty one are told apart, and values may be null.
  default Draft toDraft(CreateWorkflowRequest request) {
    return new Draft(request.name(), request.description(), request.definition());
  }

  default Draft toDraft(ReplaceWorkflowRequest request) {
    return new Draft(request.name(), request.description(), request.definition());
  }
}
