package io.tributary.analytics.adapter.in.web;

import io.tributary.analytics.application.port.in.ReadWorkflowSummaries.Summaries;
import io.tributary.analytics.application.port.in.ReadWorkflowSummaries.Summary;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.ReportingPolicy;

@Mapper(componentModel = ComponentModel.SPRING, unmappedTargetPolicy = ReportingPolicy.ERROR)
interface WorkflowSummaryMapper {
  @Mapping(target = "items", source = "page.items")
  @Mapping(target = "nextCursor", source = "page.nextCursor")
  WorkflowsSummaryResponse toResponse(Summaries summaries);

  @Mapping(target = "averageDurationMillis", source = "averageDurationMs")
  WorkflowsSummaryResponse.Item toItem(Summary summary);
}
