package io.tributary.forms.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.forms.adapter.in.web.FormBody.FormVersionResponse;
import io.tributary.forms.adapter.in.web.FormBody.FormVersionSummaryResponse;
import io.tributary.forms.application.port.in.ReadForms;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Forms")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/forms/{formId}/versions")
class FormVersionController {
  private final ReadForms forms;
  private final FormWebMapper mapper;

  FormVersionController(ReadForms forms, FormWebMapper mapper) {
    this.forms = forms;
    this.mapper = mapper;
  }

  @Operation(summary = "List a form's published versions, newest first")
  @GetMapping
  Mono<Page<FormVersionSummaryResponse>> list(
      @Authorized("form:read") WorkspaceId workspace, @PathVariable UUID formId, PageRequest page) {
    return forms.versions(workspace, formId, page).map(rows -> rows.map(mapper::toResponse));
  }

  @Operation(summary = "Read a published version; it never changes")
  @GetMapping("/{version}")
  Mono<ResponseEntity<FormVersionResponse>> get(
      @Authorized("form:read") WorkspaceId workspace,
      @PathVariable UUID formId,
      @PathVariable int version) {
    return forms
        .version(workspace, formId, version)
        .map(
            found ->
                ResponseEntity.ok()
                    .eTag(ExpectedVersion.tagOf(found.version()))
                    .body(mapper.toResponse(found)));
  }
}
