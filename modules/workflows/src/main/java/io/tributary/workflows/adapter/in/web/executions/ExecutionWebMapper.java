package io.tributary.workflows.adapter.in.web.executions;

import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionDetail;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionSummary;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.ReportingPolicy;

@Mapper(componentModel = ComponentModel.SPRING, unmappedTargetPolicy = ReportingPolicy.ERROR)
interface ExecutionWebMapper {
  ExecutionResponse toResponse(ExecutionSummary execution);

  @Mapping(target = ".", source = "summary")
  ExecutionDetailResponse toResponse(ExecutionDetail execution);
}
