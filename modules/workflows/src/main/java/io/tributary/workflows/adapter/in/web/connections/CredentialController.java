package io.tributary.workflows.adapter.in.web.connections;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.connections.ManageCredentials;
import io.tributary.workflows.application.port.in.connections.ManageCredentials.Draft;
import io.tributary.workflows.domain.connections.Credential;
import io.tributary.workflows.domain.connections.CredentialKind;
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

@Tag(name = "Credentials", description = "What HTTP requests of workflows prove themselves with")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/credentials")
class CredentialController {
  private static final String ABOUT_VALUES =
      "BASIC: username, password; BEARER: token; HEADER: name, value;"
          + " OAUTH2_CLIENT_CREDENTIALS: tokenUrl, clientId, clientSecret, scope";
  private static final String EXAMPLE_VALUES = "{\"username\": \"crm\", \"password\": \"…\"}";

  private final ManageCredentials credentials;

  CredentialController(ManageCredentials credentials) {
    this.credentials = credentials;
  }

  /// Its text shows no value.
  record CreateCredentialRequest(
      @Schema(example = "crm", description = "what nodes name it by") @Nullable String key,
      @Schema(example = "The CRM", description = "for people; the key by default")
          @Nullable String name,
      @Schema(example = "BASIC", implementation = CredentialKind.class) @Nullable String kind,
      @Schema(example = "api.example.org", description = "it is sent to no other; with :port")
          @Nullable String host,
      @Schema(description = ABOUT_VALUES, example = EXAMPLE_VALUES)
          @Nullable Map<String, @Nullable String> values) {
    @Override
    public String toString() {
      return "CreateCredentialRequest[" + key + "]";
    }
  }

  /// Its text shows no value.
  record ReplaceCredentialRequest(
      @Schema(example = "The CRM") @Nullable String name,
      @Schema(example = "BASIC", implementation = CredentialKind.class) @Nullable String kind,
      @Schema(example = "api.example.org") @Nullable String host,
      @Schema(
              description =
                  ABOUT_VALUES
                      + ". A secret that is left out stays, unless kind, host or tokenUrl change.",
              example = EXAMPLE_VALUES)
          @Nullable Map<String, @Nullable String> values) {
    @Override
    public String toString() {
      return "ReplaceCredentialRequest[" + name + "]";
    }
  }

  record CredentialResponse(
      UUID id,
      String key,
      String name,
      CredentialKind kind,
      String host,
      @Schema(description = "those that are not secret") Map<String, String> values,
      Instant createdAt,
      Instant updatedAt,
      @Schema(description = "counts changes; also the ETag") int version) {
    static CredentialResponse of(Credential credential) {
      return new CredentialResponse(
          credential.id(),
          credential.label().key(),
          credential.label().name(),
          credential.kind(),
          credential.host().toString(),
          credential.open(),
          credential.createdAt(),
          credential.updatedAt(),
          credential.version());
    }
  }

  @Operation(
      summary = "Create a credential; its secret is never shown again",
      description = "The same Idempotency-Key creates it once and is answered alike.")
  @PostMapping
  Mono<ResponseEntity<CredentialResponse>> create(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody CreateCredentialRequest body) {
    return credentials
        .create(
            workspace,
            new Draft(body.key(), body.name(), body.kind(), body.host(), body.values()),
            key)
        .map(
            created ->
                ResponseEntity.created(
                        URI.create(
                            "/api/v1/workspaces/" + workspace + "/credentials/" + created.id()))
                    .eTag(ExpectedVersion.tagOf(created.version()))
                    .body(CredentialResponse.of(created)));
  }

  @Operation(summary = "List credentials, newest first")
  @GetMapping
  Mono<Page<CredentialResponse>> list(
      @Authorized("workflow:read") WorkspaceId workspace, PageRequest page) {
    return credentials.list(workspace, page).map(rows -> rows.map(CredentialResponse::of));
  }

  @Operation(summary = "Read a credential without its secret")
  @GetMapping("/{credentialId}")
  Mono<ResponseEntity<CredentialResponse>> find(
      @Authorized("workflow:read") WorkspaceId workspace, @PathVariable UUID credentialId) {
    return credentials.find(workspace, credentialId).map(CredentialController::tagged);
  }

  @Operation(summary = "Replace a credential but for its key")
  @PutMapping("/{credentialId}")
  Mono<ResponseEntity<CredentialResponse>> replace(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID credentialId,
      ExpectedVersion expected,
      @RequestBody ReplaceCredentialRequest body) {
    return credentials
        .replace(
            workspace,
            credentialId,
            new Draft(null, body.name(), body.kind(), body.host(), body.values()),
            expected)
        .map(CredentialController::tagged);
  }

  @Operation(summary = "Delete a credential; nodes that name it fail from then on")
  @DeleteMapping("/{credentialId}")
  Mono<ResponseEntity<Void>> delete(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID credentialId,
      ExpectedVersion expected) {
    return credentials
        .delete(workspace, credentialId, expected)
        .thenReturn(ResponseEntity.noContent().build());
  }

  private static ResponseEntity<CredentialResponse> tagged(Credential credential) {
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.tagOf(credential.version()))
        .body(CredentialResponse.of(credential));
  }
}
