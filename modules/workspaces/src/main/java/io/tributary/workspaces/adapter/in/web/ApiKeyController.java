package io.tributary.workspaces.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Caller;
import io.tributary.workspaces.application.port.in.ApiKeys;
import io.tributary.workspaces.domain.ApiKeyDraft;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "API keys")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/api-keys")
class ApiKeyController {
  private final ApiKeys keys;
  private final ApiKeyWebMapper mapper;

  ApiKeyController(ApiKeys keys, ApiKeyWebMapper mapper) {
    this.keys = keys;
    this.mapper = mapper;
  }

  record IssueApiKeyRequest(
      @Schema(example = "Website", description = "1 to 100 characters") @Nullable String name,
      @Schema(example = "[\"lead:read\"]") @Nullable List<@Nullable String> permissions) {}

  record ApiKeyResponse(
      UUID id,
      String name,
      @Schema(example = "x9Qw", description = "the key's last four characters") String hint,
      Set<String> permissions,
      Instant createdAt,
      String createdBy,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}

  record IssuedApiKeyResponse(
      UUID id,
      String name,
      Set<String> permissions,
      Instant createdAt,
      @Schema(description = "the key itself; shown this once") String key) {}

  @Operation(summary = "Issue an API key; the key itself is shown this once")
  @PostMapping
  Mono<ResponseEntity<IssuedApiKeyResponse>> issue(
      @Authorized(value = "workspace:manage", systemToo = true) WorkspaceId workspace,
      @RequestBody IssueApiKeyRequest body,
      @Parameter(hidden = true) Principal principal) {
    return keys.issue(
            workspace,
            ApiKeyDraft.of(body.name(), body.permissions()),
            ((Caller) principal).actor())
        .map(mapper::toResponse)
        .map(
            issued ->
                ResponseEntity.created(
                        URI.create("/api/v1/workspaces/" + workspace + "/api-keys/" + issued.id()))
                    .body(issued));
  }

  @Operation(summary = "List the API keys, newest first, revoked ones included")
  @GetMapping
  Mono<Page<ApiKeyResponse>> list(
      @Authorized(value = "workspace:read", systemToo = true) WorkspaceId workspace,
      PageRequest page) {
    return keys.list(workspace, page).map(rows -> rows.map(mapper::toResponse));
  }

  @Operation(summary = "Revoke an API key")
  @DeleteMapping("/{apiKeyId}")
  Mono<ResponseEntity<Void>> revoke(
      @Authorized(value = "workspace:manage", systemToo = true) WorkspaceId workspace,
      @PathVariable UUID apiKeyId) {
    return keys.revoke(workspace, apiKeyId).thenReturn(ResponseEntity.noContent().build());
  }
}
