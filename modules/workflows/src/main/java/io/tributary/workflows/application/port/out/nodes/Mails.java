package io.tributary.workflows.application.port.out.nodes;

import io.tributary.workflows.domain.execution.EffectKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Hands mails over to whoever delivers them.
public interface Mails {
  /// Signals no errors: failures are results.
  Mono<EffectResult> send(Mail mail);

  /// @param key what its `Message-ID` is made of
  /// @param to at least one address
  /// @param text null only if `html` is there
  record Mail(
      UUID workspaceId,
      EffectKey key,
      List<String> to,
      @Nullable String replyTo,
      String subject,
      @Nullable String text,
      @Nullable String html) {}
}
