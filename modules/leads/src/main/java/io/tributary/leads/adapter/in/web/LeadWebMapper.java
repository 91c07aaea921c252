package io.tributary.leads.adapter.in.web;

import io.tributary.kernel.WorkspaceId;
import io.tributary.leads.adapter.in.web.LeadFieldController.LeadFieldRequest;
import io.tributary.leads.adapter.in.web.LeadFieldController.LeadFieldResponse;
import io.tributary.leads.adapter.in.web.LeadFieldController.StageResponse;
import io.tributary.leads.application.port.in.ManageLeadFields;
import io.tributary.leads.application.port.in.ReadLeads.StoredLead;
import io.tributary.leads.domain.Activity;
import io.tributary.leads.domain.Lead;
import io.tributary.leads.domain.LeadField;
import io.tributary.leads.domain.LeadSource;
import io.tributary.leads.domain.Stage;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.ReportingPolicy;

@Mapper(componentModel = ComponentModel.SPRING, unmappedTargetPolicy = ReportingPolicy.ERROR)
interface LeadWebMapper {
  LeadResponse toResponse(StoredLead lead);

  @Mapping(target = "fields", source = "fields")
  LeadResponse toResponse(Lead lead, String fields);

  ActivityResponse toResponse(Activity activity);

  @Mapping(target = "key", source = "key.value")
  LeadFieldResponse toResponse(LeadField field);

  StageResponse toResponse(Stage stage);

  @Mapping(target = "workspace", source = "workspace")
  ManageLeadFields.Command toCommand(WorkspaceId workspace, LeadFieldRequest body);

  default String key(LeadSource source) {
    return source.key();
  }
}
