package io.tributary.forms.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.forms.adapter.in.web.FormBody.ResponseResponse;
import io.tributary.forms.application.port.in.ReadResponses;
import io.tributary.forms.application.port.in.ReadResponses.Window;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.web.Authorized;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Form responses")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/forms/{formId}/responses")
class ResponseController {
  private final ReadResponses responses;
  private final FormWebMapper mapper;

  ResponseController(ReadResponses responses, FormWebMapper mapper) {
    this.responses = responses;
    this.mapper = mapper;
  }

  @Operation(summary = "List a form's responses, newest first")
  @GetMapping
  Mono<Page<ResponseResponse>> list(
      @Authorized("form:read") WorkspaceId workspace,
      @PathVariable UUID formId,
      @Parameter(description = "submitted at or after", example = "2026-01-01T00:00:00Z")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "submitted before", example = "2026-02-01T00:00:00Z")
          @RequestParam(required = false)
          @Nullable String to,
      PageRequest page) {
    var window = new Window(instant("?from", from), instant("?to", to));
    return responses
        .list(workspace, formId, window, page)
        .map(rows -> rows.map(mapper::toResponse));
  }

  @Operation(summary = "Read a response")
  @GetMapping("/{responseId}")
  Mono<ResponseResponse> get(
      @Authorized("form:read") WorkspaceId workspace,
      @PathVariable UUID formId,
      @PathVariable UUID responseId) {
    return responses.get(workspace, formId, responseId).map(mapper::toResponse);
  }

  private static @Nullable Instant instant(String pointer, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notAnInstant) {
      throw InvalidInput.of(
          pointer, "not-an-instant", "must be an instant such as 2026-01-31T12:00:00Z");
    }
  }
}
