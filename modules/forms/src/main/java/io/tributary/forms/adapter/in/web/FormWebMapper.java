package io.tributary.forms.adapter.in.web;

import io.tributary.forms.adapter.in.web.FormBody.CreateFormRequest;
import io.tributary.forms.adapter.in.web.FormBody.EditFormRequest;
import io.tributary.forms.adapter.in.web.FormBody.FormResponse;
import io.tributary.forms.adapter.in.web.FormBody.FormSummaryResponse;
import io.tributary.forms.adapter.in.web.FormBody.FormVersionResponse;
import io.tributary.forms.adapter.in.web.FormBody.FormVersionSummaryResponse;
import io.tributary.forms.adapter.in.web.FormBody.PublicFormResponse;
import io.tributary.forms.adapter.in.web.FormBody.ResponseResponse;
import io.tributary.forms.application.port.in.ReadForms.FormSummary;
import io.tributary.forms.application.port.in.ReadForms.FormView;
import io.tributary.forms.application.port.in.ReadForms.VersionSummary;
import io.tributary.forms.application.port.in.ReadForms.VersionView;
import io.tributary.forms.application.port.in.ReadResponses.ResponseView;
import io.tributary.forms.domain.FieldDraft;
import io.tributary.forms.domain.FormDraft;
import io.tributary.forms.domain.FormField;
import io.tributary.forms.domain.FormKey;
import io.tributary.forms.domain.PublishedForm;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.Named;
import org.mapstruct.ReportingPolicy;

@Mapper(componentModel = ComponentModel.SPRING, unmappedTargetPolicy = ReportingPolicy.ERROR)
interface FormWebMapper {
  FormDraft toDraft(CreateFormRequest request);

  FormDraft toDraft(EditFormRequest request);

  @Mapping(target = "publicUrl", source = "formKey", qualifiedByName = "publicUrl")
  FormResponse toResponse(FormView form);

  @Mapping(target = "publicUrl", source = "formKey", qualifiedByName = "publicUrl")
  FormSummaryResponse toResponse(FormSummary form);

  FormVersionSummaryResponse toResponse(VersionSummary version);

  FormVersionResponse toResponse(VersionView version);

  ResponseResponse toResponse(ResponseView response);

  FormBody.Field toField(FieldDraft draft);

  default FormBody.Field toField(FormField field) {
    return toField(field.toDraft());
  }

  @Mapping(target = "formKey", source = "key.value")
  @Mapping(target = "title", source = "definition.title")
  @Mapping(target = "description", source = "definition.description")
  @Mapping(target = "fields", source = "definition.fields")
  PublicFormResponse toResponse(PublishedForm form);

  @Named("publicUrl")
  default String publicUrl(String formKey) {
    return new FormKey(formKey).publicPath();
  }
}
