package io.tributary.workflows.adapter.in.web.connections;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.connections.ManageSmtpSettings;
import io.tributary.workflows.application.port.in.connections.ManageSmtpSettings.Draft;
import io.tributary.workflows.application.port.in.connections.ManageSmtpSettings.Outcome;
import io.tributary.workflows.application.port.in.connections.ManageSmtpSettings.Shown;
import io.tributary.workflows.domain.connections.SmtpSecurity;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "SMTP settings", description = "A workspace's own mail server")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/smtp-settings")
class SmtpSettingsController {
  private final ManageSmtpSettings settings;

  SmtpSettingsController(ManageSmtpSettings settings) {
    this.settings = settings;
  }

  /// Its text shows no password.
  record SmtpSettingsRequest(
      @Schema(example = "smtp.example.org") @Nullable String host,
      @Schema(example = "587") @Nullable Integer port,
      @Schema(example = "STARTTLS", implementation = SmtpSecurity.class) @Nullable String security,
      @Schema(example = "crm", description = "without one, nobody logs in")
          @Nullable String username,
      @Schema(
              description =
                  "never shown again; one that is left out stays, unless host, port, security or"
                      + " username change")
          @Nullable String password,
      @Schema(example = "crm@example.org", description = "the address that mails come from")
          @Nullable String sender) {
    @Override
    public String toString() {
      return "SmtpSettingsRequest[" + host + ":" + port + "]";
    }
  }

  record SmtpSettingsResponse(
      String host,
      int port,
      SmtpSecurity security,
      @Nullable String username,
      boolean passwordSet,
      String sender,
      Instant updatedAt,
      @Schema(description = "counts changes; also the ETag") int version) {}

  record SmtpTestRequest(@Schema(example = "me@example.org") @Nullable String to) {}

  record SmtpTestResponse(
      boolean sent,
      @Schema(description = "why it was not sent") @Nullable FailureKind kind,
      @Nullable String message) {}

  @Operation(summary = "Read the settings without the password")
  @GetMapping
  Mono<ResponseEntity<SmtpSettingsResponse>> find(
      @Authorized("workflow:read") WorkspaceId workspace) {
    return settings.find(workspace).map(SmtpSettingsController::tagged);
  }

  @Operation(
      summary = "Set up the workspace's own mail server",
      description = "If-Match is needed to replace settings that are there.")
  @PutMapping
  Mono<ResponseEntity<SmtpSettingsResponse>> put(
      @Authorized("workflow:manage") WorkspaceId workspace,
      ExpectedVersion expected,
      @RequestBody SmtpSettingsRequest body) {
    return settings
        .put(
            workspace,
            new Draft(
                body.host(),
                body.port(),
                body.security(),
                body.username(),
                body.password(),
                body.sender()),
            expected)
        .map(SmtpSettingsController::tagged);
  }

  @Operation(summary = "Send by the system's mail server again")
  @DeleteMapping
  Mono<ResponseEntity<Void>> delete(
      @Authorized("workflow:manage") WorkspaceId workspace, ExpectedVersion expected) {
    return settings.delete(workspace, expected).thenReturn(ResponseEntity.noContent().build());
  }

  @Operation(summary = "Send one mail to this address, and tell how it came out")
  @PostMapping("/test")
  Mono<SmtpTestResponse> test(
      @Authorized("workflow:manage") WorkspaceId workspace, @RequestBody SmtpTestRequest body) {
    return settings.test(workspace, body.to()).map(SmtpSettingsController::toResponse);
  }

  private static SmtpTestResponse toResponse(Outcome outcome) {
    var failure = outcome.failure();
    return failure == null
        ? new SmtpTestResponse(true, null, null)
        : new SmtpTestResponse(false, failure.kind(), failure.message());
  }

  private static ResponseEntity<SmtpSettingsResponse> tagged(Shown shown) {
    var settings = shown.settings();
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.tagOf(shown.version()))
        .body(
            new SmtpSettingsResponse(
                settings.host(),
                settings.port(),
                settings.security(),
                settings.username(),
                shown.passwordSet(),
                settings.sender(),
                shown.updatedAt(),
                shown.version()));
  }
}
