package io.tributary.workflows.application.port.out.nodes;

import io.tributary.workflows.domain.execution.EffectKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Calls targets outside, signed by Standard Webhooks. Private targets are refused; redirects are
/// not followed.
public interface HttpCalls {
  /// Signals no errors: failures are results. Who cancels closes the connection.
  ///
  /// A success's output is `{"status", "headers", "body"}`: of the headers `content-type`,
  /// `location` and `etag`; the body is at most 64 KiB of text, or what its JSON says. What is
  /// longer is cut, and the output says `"truncated": true`.
  Mono<EffectResult> call(Call call);

  /// Why this target will never be called, as far as its text tells; empty if it may be.
  Optional<String> refusal(String url);

  /// @param method such as `POST`
  /// @param body JSON; null for none
  /// @param credential the key of what it proves itself with; null for nothing
  /// @param expect statuses that are a success besides 200 to 299
  /// @param timeout for all of it
  record Call(
      UUID workspaceId,
      EffectKey key,
      String method,
      String url,
      Map<String, String> headers,
      @Nullable String body,
      @Nullable String credential,
      Set<Integer> expect,
      Duration timeout) {}
}
