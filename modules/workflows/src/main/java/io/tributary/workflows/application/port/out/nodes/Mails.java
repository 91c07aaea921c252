package io.tributary.workflows.application.port.out.nodes;

import io.tributary.workflows.domain.execution.EffectKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Hands mails over to whoever delivers them: the workspace's own mail server, else the system's.
public interface Mails {
  /// Outside any transaction. Signals no errors: failures are results.
  Mono<EffectResult> send(Mail mail);

  /// @param key what its `Message-ID` is made of
  /// @param fromName shown beside the sender's address; null for none
  /// @param to at least one address
  /// @param text null only if `html` is there
  record Mail(
      UUID workspaceId,
      EffectKey key,
      @Nullable String fromName,
      List<String> to,
      List<String> cc,
      List<String> bcc,
      @Nullable String replyTo,
      String subject,
      @Nullable String text,
      @Nullable String html) {
    /// A plain one.
    public Mail(UUID workspaceId, EffectKey key, List<String> to, String subject, String text) {
      this(workspaceId, key, null, to, List.of(), List.of(), null, subject, text, null);
    }

    /// The same with other texts.
    public Mail with(String otherSubject, @Nullable String otherText, @Nullable String otherHtml) {
      return new Mail(
          workspaceId, key, fromName, to, cc, bcc, replyTo, otherSubject, otherText, otherHtml);
    }
  }
}
