package io.tributary.workflows.application.port.out.nodes;

import io.tributary.workflows.domain.execution.EffectKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Calls targets outside, signed by Standard Webhooks. Private targets are refused; redirects are
/// not followed.
public interface HttpCalls {
  /// Signals no errors: failures are results. A success's output is `{"status", "body"}`, the body
  /// at most 1 KiB of text, or what its JSON says.
  Mono<EffectResult> call(Call call);

  /// Why this target will never be called, as far as its text tells; empty if it may be.
  Optional<String> refusal(String url);

  /// @param method such as `POST`
  /// @param body JSON; null for none
  /// @param timeout for all of it
  record Call(
      UUID workspaceId,
      EffectKey key,
      String method,
      String url,
      Map<String, String> headers,
      @Nullable String body,
      Duration timeout) {}
}
