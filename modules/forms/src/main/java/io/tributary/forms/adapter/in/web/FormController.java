package io.tributary.forms.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.forms.adapter.in.web.FormBody.CreateFormRequest;
import io.tributary.forms.adapter.in.web.FormBody.EditFormRequest;
import io.tributary.forms.adapter.in.web.FormBody.FormResponse;
import io.tributary.forms.adapter.in.web.FormBody.FormSummaryResponse;
import io.tributary.forms.application.port.in.EditForms;
import io.tributary.forms.application.port.in.ReadForms;
import io.tributary.forms.application.port.in.ReadForms.FormView;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Forms")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/forms")
class FormController {
  private final EditForms edit;
  private final ReadForms read;
  private final FormWebMapper mapper;

  FormController(EditForms edit, ReadForms read, FormWebMapper mapper) {
    this.edit = edit;
    this.read = read;
    this.mapper = mapper;
  }

  @Operation(summary = "Create a form as a draft")
  @PostMapping
  Mono<ResponseEntity<FormResponse>> create(
      @Authorized("form:manage") WorkspaceId workspace, @RequestBody CreateFormRequest body) {
    return edit.create(workspace, mapper.toDraft(body))
        .map(
            form ->
                ResponseEntity.created(
                        URI.create("/api/v1/workspaces/" + workspace + "/forms/" + form.id()))
                    .eTag(ExpectedVersion.tagOf(form.version()))
                    .body(mapper.toResponse(form)));
  }

  @Operation(summary = "List the forms, newest first, without their fields")
  @GetMapping
  Mono<Page<FormSummaryResponse>> list(
      @Authorized("form:read") WorkspaceId workspace, PageRequest page) {
    return read.list(workspace, page).map(rows -> rows.map(mapper::toResponse));
  }

  @Operation(summary = "Read a form with its draft")
  @GetMapping("/{formId}")
  Mono<ResponseEntity<FormResponse>> get(
      @Authorized("form:read") WorkspaceId workspace, @PathVariable UUID formId) {
    return read.get(workspace, formId).map(this::tagged);
  }

  @Operation(
      summary = "Replace a form's draft",
      description =
          "Say which version you replace, as If-Match or as `version` in the body. What is"
              + " published stays as it is.")
  @PutMapping("/{formId}")
  Mono<ResponseEntity<FormResponse>> edit(
      @Authorized("form:manage") WorkspaceId workspace,
      @PathVariable UUID formId,
      ExpectedVersion expected,
      @RequestBody EditFormRequest body) {
    var version = expected.or(ExpectedVersion.inBody(body.version()));
    return edit.edit(workspace, formId, version, mapper.toDraft(body)).map(this::tagged);
  }

  @Operation(
      summary = "Publish a form's draft as its next version",
      description =
          "A draft that is published already makes no new version; an archived form is opened"
              + " again.")
  @PostMapping("/{formId}/publish")
  Mono<ResponseEntity<FormResponse>> publish(
      @Authorized("form:manage") WorkspaceId workspace,
      @PathVariable UUID formId,
      ExpectedVersion expected) {
    return edit.publish(workspace, formId, expected).map(this::tagged);
  }

  @Operation(summary = "Archive a form: it takes no responses any more")
  @PostMapping("/{formId}/archive")
  Mono<ResponseEntity<FormResponse>> archive(
      @Authorized("form:manage") WorkspaceId workspace,
      @PathVariable UUID formId,
      ExpectedVersion expected) {
    return edit.archive(workspace, formId, expected).map(this::tagged);
  }

  private ResponseEntity<FormResponse> tagged(FormView form) {
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.tagOf(form.version()))
        .body(mapper.toResponse(form));
  }
}
