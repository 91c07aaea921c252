package io.tributary.forms.adapter.in.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.forms.domain.FieldKind;
import io.tributary.forms.domain.FormStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Forms on the wire.
final class FormBody {
  private FormBody() {}

  record CreateFormRequest(
      @Schema(example = "Request a demo", description = "1 to 200 characters")
          @Nullable String title,
      @Schema(description = "up to 5,000 characters") @Nullable String description,
      @Schema(description = "up to 200, in the order in which they are asked")
          @Nullable List<@Nullable Field> fields) {}

  record EditFormRequest(
      @Schema(example = "Request a demo", description = "1 to 200 characters")
          @Nullable String title,
      @Schema(description = "up to 5,000 characters") @Nullable String description,
      @Schema(description = "up to 200, in the order in which they are asked")
          @Nullable List<@Nullable Field> fields,
      @Schema(description = "the version that is replaced, unless If-Match says it", example = "3")
          @Nullable Integer version) {}

  @Schema(name = "FormField")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Field(
      @Schema(example = "email", description = "[a-z][a-z0-9_]*, 63 characters at most")
          @Nullable String key,
      @Schema(implementation = FieldKind.class) @Nullable String type,
      @Schema(example = "Your e-mail", description = "up to 500; may be left out if HIDDEN")
          @Nullable String label,
      @Schema(description = "shown below the input, up to 1,000") @Nullable String help,
      @Schema(description = "shown inside the input, up to 200") @Nullable String placeholder,
      @Schema(description = "a CHECKBOX must then be ticked") @Nullable Boolean required,
      @Schema(description = "texts: code points") @Nullable Integer minLength,
      @Schema(description = "texts: code points") @Nullable Integer maxLength,
      @Schema(description = "NUMBER: a number; DATE: yyyy-MM-dd; inclusive", example = "1")
          @Nullable Object min,
      @Schema(description = "NUMBER: a number; DATE: yyyy-MM-dd; inclusive", example = "500")
          @Nullable Object max,
      @Schema(description = "texts: RE2 syntax, of the whole text; up to 500")
          @Nullable String pattern,
      @Schema(description = "CHOICE and MULTI_CHOICE: 1 to 500")
          @Nullable List<@Nullable Choice> options) {}

  @Schema(name = "FormFieldOption")
  record Choice(
      @Schema(example = "small") @Nullable String value,
      @Schema(example = "1 to 10 people", description = "the value, if left out")
          @Nullable String label) {}

  record FormResponse(
      UUID id,
      String formKey,
      String title,
      @Nullable String description,
      FormStatus status,
      @Schema(description = "the newest version; null if there is none")
          @Nullable Integer publishedVersion,
      @Schema(description = "whether the draft differs from the newest version")
          boolean unpublishedChanges,
      @Schema(description = "counts changes; what If-Match names") int version,
      @Schema(implementation = Field[].class) @JsonRawValue String fields,
      Instant createdAt,
      Instant updatedAt,
      @Schema(example = "/f/pVbz0gh1vJ4rQx0mY9Yq3w") String publicUrl) {}

  record FormSummaryResponse(
      UUID id,
      String formKey,
      String title,
      @Nullable String description,
      FormStatus status,
      @Nullable Integer publishedVersion,
      int version,
      Instant createdAt,
      Instant updatedAt,
      String publicUrl) {}

  record FormVersionSummaryResponse(int version, String title, Instant publishedAt) {}

  record FormVersionResponse(
      UUID formId,
      int version,
      String title,
      @Nullable String description,
      @Schema(implementation = Field[].class) @JsonRawValue String fields,
      Instant publishedAt) {}

  @Schema(name = "FormResponseEntry")
  record ResponseResponse(
      UUID id,
      UUID formId,
      @Schema(description = "the version it was checked against") int formVersion,
      @Schema(types = "object", example = "{\"email\": \"ada@example.org\"}") @JsonRawValue
          String data,
      @Schema(types = "object") @JsonRawValue String hidden,
      @Schema(types = "object") @JsonRawValue String metadata,
      Instant submittedAt) {}

  record PublicFormResponse(
      String formKey,
      int version,
      String title,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String description,
      List<Field> fields) {}
}
