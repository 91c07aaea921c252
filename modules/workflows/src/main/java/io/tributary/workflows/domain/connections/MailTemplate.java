package io.tributary.workflows.domain.connections;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail with places for values.
///
/// @param version counts changes
public record MailTemplate(
    UUID id, Label label, Content content, Instant createdAt, Instant updatedAt, int version) {
  public static final int MAX_SUBJECT = 500;
  public static final int MAX_BODY = 100_000;

  /// Templates, or what they were rendered to.
  ///
  /// @param subject at most 500 characters
  /// @param text at most 100,000 characters; null only if `html` is there
  /// @param html likewise
  public record Content(String subject, @Nullable String text, @Nullable String html) {}
}
