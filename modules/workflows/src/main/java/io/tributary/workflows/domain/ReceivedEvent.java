package io.tributary.workflows.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that another system told a workspace, such as that a payment came in.
///
/// @param name such as `payment.received`
/// @param correlationId whom or what it is about, such as an e-mail address; null if its name says
///     all
/// @param data JSON, at most 64 KiB
public record ReceivedEvent(
    UUID workspaceId,
    UUID id,
    String name,
    @Nullable String correlationId,
    Map<String, Object> data,
    Instant createdAt) {
  public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,99}");
  public static final int MAX_CORRELATION_CHARS = 200;
  public static final int MAX_DATA_BYTES = 64 * 1024;

  /// Whether it is one of those.
  ///
  /// @param correlation null for whatever they are about
  public boolean isOf(String wanted, @Nullable String correlation) {
    return name.equals(wanted) && (correlation == null || correlation.equals(correlationId));
  }

  /// As conditions and templates read it.
  public Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    values.put("id", id.toString());
    values.put("name", name);
    if (correlationId != null) {
      values.put("correlationId", correlationId);
    }
    values.put("data", data);
    values.put("createdAt", createdAt.toString());
    return values;
  }
}
