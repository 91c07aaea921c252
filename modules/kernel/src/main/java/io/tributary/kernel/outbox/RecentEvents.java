package io.tributary.kernel.outbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Events that this node announced a moment ago, by the row in which they wait: whoever takes the
/// row here need not read them.
///
/// What is kept of a transaction that was rolled back is never asked for.
@Component
final class RecentEvents {
  private static final Duration LIFETIME = Duration.ofSeconds(10);

  /// In characters of JSON.
  private static final long MAX_WEIGHT = 4_000_000;

  /// On the thread of the caller: a task for another one would cost more than it does.
  private final Cache<UUID, Kept> rows =
      Caffeine.newBuilder()
          .expireAfterWrite(LIFETIME)
          .maximumWeight(MAX_WEIGHT)
          .<UUID, Kept>weigher((row, kept) -> kept.payload().length())
          .executor(Runnable::run)
          .build();

  private record Kept(String payload, List<? extends Event> events) {}

  void keep(UUID row, String payload, List<? extends Event> events) {
    rows.put(row, new Kept(payload, events));
  }

  /// Once: a row that comes again has failed, and may have been split.
  ///
  /// @return null if they are not known here, or the row holds others by now
  @Nullable List<? extends Event> take(OutboxRow row) {
    var kept = rows.asMap().remove(row.id());
    return kept != null && kept.payload().equals(row.payload()) ? kept.events() : null;
  }
}
