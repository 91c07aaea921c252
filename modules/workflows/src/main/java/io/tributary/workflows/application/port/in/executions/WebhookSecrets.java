package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The secret by which receivers check that a call came from this workspace.
public interface WebhookSecrets {
  /// Makes one on first use.
  Mono<Secret> get(WorkspaceId workspace);

  /// For a day the former secret signs as well, so that receivers can change over.
  Mono<Secret> rotate(WorkspaceId workspace);

  /// @param secret `whsec_` and the base64 of 32 bytes, as Standard Webhooks writes it
  /// @param formerValidUntil null if no former one signs
  record Secret(String secret, Instant createdAt, @Nullable Instant formerValidUntil) {}
}
