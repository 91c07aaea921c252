package io.tributary.workspaces.adapter.in.web;

import io.tributary.workspaces.adapter.in.web.ApiKeyController.ApiKeyResponse;
import io.tributary.workspaces.adapter.in.web.ApiKeyController.IssuedApiKeyResponse;
import io.tributary.workspaces.application.port.in.ApiKeys.Issued;
import io.tributary.workspaces.domain.ApiKey;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.ReportingPolicy;

@Mapper(componentModel = ComponentModel.SPRING, unmappedTargetPolicy = ReportingPolicy.ERROR)
interface ApiKeyWebMapper {
  ApiKeyResponse toResponse(ApiKey key);

  @Mapping(target = ".", source = "key")
  @Mapping(target = "key", source = "secret.text")
  IssuedApiKeyResponse toResponse(Issued issued);
}
