package io.tributary.forms.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.forms.adapter.in.web.FormBody.PublicFormResponse;
import io.tributary.forms.application.port.in.VisitForms;
import io.tributary.forms.application.port.in.VisitForms.Receipt;
import io.tributary.forms.domain.Submission;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.web.ExpectedVersion;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.annotation.JsonDeserialize;

/// What visitors of a form see: nothing here needs a credential.
@Tag(name = "Public forms")
@SecurityRequirements
@RestController
@RequestMapping("/f/{formKey}")
class PublicFormController {
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x20-\\x7e]{1,200}");

  private final VisitForms forms;
  private final FormWebMapper mapper;

  PublicFormController(VisitForms forms, FormWebMapper mapper) {
    this.forms = forms;
    this.mapper = mapper;
  }

  record SubmitResponseRequest(
      @Schema(
              types = "object",
              description =
                  "values by field key: texts, numbers, true or false, lists of texts; dates as"
                      + " yyyy-MM-dd",
              example = "{\"email\": \"ada@example.org\", \"team_size\": 12}")
          @JsonDeserialize(using = PayloadDeserializer.class)
          @Nullable Map<String, @Nullable Object> data,
      @Schema(
              types = "object",
              description = "values of HIDDEN fields",
              example = "{\"utm_source\": \"newsletter\"}")
          @JsonDeserialize(using = PayloadDeserializer.class)
          @Nullable Map<String, @Nullable Object> hidden,
      @Schema(types = "object", description = "anything about the visit, up to 8 KiB")
          @JsonDeserialize(using = PayloadDeserializer.class)
          @Nullable Map<String, @Nullable Object> metadata) {}

  record SubmitResponseResponse(UUID responseId) {}

  @Operation(summary = "What a front end needs to show a published form")
  @GetMapping
  Mono<ResponseEntity<PublicFormResponse>> show(@PathVariable String formKey) {
    return forms
        .show(formKey)
        .map(
            form ->
                ResponseEntity.ok()
                    .eTag(ExpectedVersion.tagOf(form.version()))
                    // kept, but asked about each time: a version that is no longer taken must not
                    // be shown
                    .cacheControl(CacheControl.noCache().cachePublic())
                    .body(mapper.toResponse(form)));
  }

  @Operation(
      summary = "Submit a response",
      description =
          "Repeat it with the same Idempotency-Key as often as you like: there is one response, and"
              + " its id is answered.")
  @ApiResponse(responseCode = "201", description = "stored, or stored by the same request before")
  @ApiResponse(
      responseCode = "429",
      description =
          "`quota-exceeded`: the workspace may take no more responses until `resetsAt`; try again"
              + " after `Retry-After` seconds")
  @PostMapping("/responses")
  Mono<ResponseEntity<SubmitResponseResponse>> submit(
      @PathVariable String formKey,
      @Parameter(description = "up to 200 printable characters, unique for each response")
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String idempotencyKey,
      @RequestBody SubmitResponseRequest body) {
    return forms
        .submit(formKey, submissionOf(body), checked(idempotencyKey))
        .map(PublicFormController::created);
  }

  private static ResponseEntity<SubmitResponseResponse> created(Receipt receipt) {
    var answer = ResponseEntity.status(HttpStatus.CREATED);
    if (receipt.replayed()) {
      answer.header("Idempotent-Replay", "true");
    }
    return answer.body(new SubmitResponseResponse(receipt.responseId()));
  }

  private static Submission submissionOf(SubmitResponseRequest body) {
    if (body.data() == null) {
      throw InvalidInput.of("/data", "required", "must be given");
    }
    return new Submission(
        body.data(),
        body.hidden() == null ? Map.of() : body.hidden(),
        body.metadata() == null ? Map.of() : body.metadata());
  }

  private static @Nullable String checked(@Nullable String key) {
    if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
      throw InvalidInput.of(
          "Idempotency-Key", "bad-key", "must be 1 to 200 printable ASCII characters");
    }
    return key;
  }
}
