package io.tributary.workflows.adapter.in.web.connections;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.connections.ManageMailTemplates;
import io.tributary.workflows.application.port.in.connections.ManageMailTemplates.Draft;
import io.tributary.workflows.domain.connections.MailTemplate;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Mail templates", description = "Mails that several nodes send")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/mail-templates")
class MailTemplateController {
  private static final String SUBJECT = "Welcome, {{lead.name}}";

  private final ManageMailTemplates templates;

  MailTemplateController(ManageMailTemplates templates) {
    this.templates = templates;
  }

  record CreateMailTemplateRequest(
      @Schema(example = "welcome", description = "what nodes name it by") @Nullable String key,
      @Schema(example = "Welcome", description = "for people; the key by default")
          @Nullable String name,
      @Schema(example = SUBJECT) @Nullable String subject,
      @Schema(example = "Hello {{lead.name}}!") @Nullable String text,
      @Schema(example = "<p>Hello {{lead.name}}!</p>") @Nullable String html) {}

  record ReplaceMailTemplateRequest(
      @Schema(example = "Welcome") @Nullable String name,
      @Schema(example = SUBJECT) @Nullable String subject,
      @Schema(example = "Hello {{lead.name}}!") @Nullable String text,
      @Schema(example = "<p>Hello {{lead.name}}!</p>") @Nullable String html) {}

  record PreviewRequest(
      @Schema(
              description = "what templates see when a mail is sent",
              example = "{\"lead\": {\"name\": \"Ada\"}}")
          @Nullable Map<String, Object> values) {}

  record PreviewResponse(String subject, @Nullable String text, @Nullable String html) {}

  record MailTemplateResponse(
      UUID id,
      String key,
      String name,
      String subject,
      @Nullable String text,
      @Nullable String html,
      Instant createdAt,
      Instant updatedAt,
      @Schema(description = "counts changes; also the ETag") int version) {
    static MailTemplateResponse of(MailTemplate template) {
      return new MailTemplateResponse(
          template.id(),
          template.label().key(),
          template.label().name(),
          template.content().subject(),
          template.content().text(),
          template.content().html(),
          template.createdAt(),
          template.updatedAt(),
          template.version());
    }
  }

  @Operation(
      summary = "Create a mail template",
      description = "The same Idempotency-Key creates it once and is answered alike.")
  @PostMapping
  Mono<ResponseEntity<MailTemplateResponse>> create(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody CreateMailTemplateRequest body) {
    return templates
        .create(
            workspace,
            new Draft(body.key(), body.name(), body.subject(), body.text(), body.html()),
            key)
        .map(
            created ->
                ResponseEntity.created(
                        URI.create(
                            "/api/v1/workspaces/" + workspace + "/mail-templates/" + created.id()))
                    .eTag(ExpectedVersion.tagOf(created.version()))
                    .body(MailTemplateResponse.of(created)));
  }

  @Operation(summary = "List mail templates, newest first")
  @GetMapping
  Mono<Page<MailTemplateResponse>> list(
      @Authorized("workflow:read") WorkspaceId workspace, PageRequest page) {
    return templates.list(workspace, page).map(rows -> rows.map(MailTemplateResponse::of));
  }

  @Operation(summary = "Read a mail template")
  @GetMapping("/{templateId}")
  Mono<ResponseEntity<MailTemplateResponse>> find(
      @Authorized("workflow:read") WorkspaceId workspace, @PathVariable UUID templateId) {
    return templates.find(workspace, templateId).map(MailTemplateController::tagged);
  }

  @Operation(summary = "Replace a mail template but for its key")
  @PutMapping("/{templateId}")
  Mono<ResponseEntity<MailTemplateResponse>> replace(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID templateId,
      ExpectedVersion expected,
      @RequestBody ReplaceMailTemplateRequest body) {
    return templates
        .replace(
            workspace,
            templateId,
            new Draft(null, body.name(), body.subject(), body.text(), body.html()),
            expected)
        .map(MailTemplateController::tagged);
  }

  @Operation(summary = "Delete a mail template; nodes that name it fail from then on")
  @DeleteMapping("/{templateId}")
  Mono<ResponseEntity<Void>> delete(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID templateId,
      ExpectedVersion expected) {
    return templates
        .delete(workspace, templateId, expected)
        .thenReturn(ResponseEntity.noContent().build());
  }

  @Operation(summary = "Render a mail template with sample values; nothing is sent")
  @PostMapping("/{templateId}/preview")
  Mono<PreviewResponse> preview(
      @Authorized("workflow:read") WorkspaceId workspace,
      @PathVariable UUID templateId,
      @RequestBody(required = false) @Nullable PreviewRequest body) {
    Map<String, Object> values = body == null || body.values() == null ? Map.of() : body.values();
    return templates
        .preview(workspace, templateId, values)
        .map(mail -> new PreviewResponse(mail.subject(), mail.text(), mail.html()));
  }

  private static ResponseEntity<MailTemplateResponse> tagged(MailTemplate template) {
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.tagOf(template.version()))
        .body(MailTemplateResponse.of(template));
  }
}
