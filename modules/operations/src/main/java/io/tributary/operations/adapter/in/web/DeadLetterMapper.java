package io.tributary.operations.adapter.in.web;

import io.tributary.kernel.outbox.DeadLetter;
import org.mapstruct.Mapper;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.ReportingPolicy;

@Mapper(componentModel = ComponentModel.SPRING, unmappedTargetPolicy = ReportingPolicy.ERROR)
interface DeadLetterMapper {
  DeadLetterResponse toResponse(DeadLetter deadLetter);
}
