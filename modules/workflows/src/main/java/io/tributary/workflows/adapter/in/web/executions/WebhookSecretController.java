package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.in.executions.WebhookSecrets;
import io.tributary.workflows.application.port.in.executions.WebhookSecrets.Secret;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/webhook-secret")
@Tag(name = "Webhook secret", description = "Signs the HTTP calls of workflows")
class WebhookSecretController {
  private static final String MANAGE = "workflow:manage";

  private final WebhookSecrets secrets;

  WebhookSecretController(WebhookSecrets secrets) {
    this.secrets = secrets;
  }

  @GetMapping
  @Operation(summary = "Read the secret; the first read makes it")
  Mono<ResponseEntity<Secret>> get(@Authorized(MANAGE) WorkspaceId workspace) {
    return secrets.get(workspace).map(WebhookSecretController::unstored);
  }

  @PostMapping
  @Operation(
      summary = "Replace the secret",
      description = "For a day both secrets sign, so that receivers can change over.")
  Mono<ResponseEntity<Secret>> rotate(@Authorized(MANAGE) WorkspaceId workspace) {
    return secrets.rotate(workspace).map(WebhookSecretController::unstored);
  }

  private static ResponseEntity<Secret> unstored(Secret secret) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(secret);
  }
}
