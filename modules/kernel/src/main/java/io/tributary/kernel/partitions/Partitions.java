package io.tributary.kernel.partitions;

import java.util.List;
import reactor.core.publisher.Mono;

/// Keeps the monthly partitions of every table that registered with `kernel.partition_by_month(…)`
/// in its migration.
public interface Partitions {
  /// Creates what is missing from the current month to `monthsAhead` months from now, and drops
  /// what is past its table's retention. Both are safe to repeat.
  Mono<Changes> maintain(int monthsAhead);

  /// Creates the partitions of the months that the window touches, for history that is brought in.
  Mono<Changes> cover(java.time.Instant from, java.time.Instant to);

  /// @param created names of the partitions, with their schema
  /// @param dropped likewise
  record Changes(List<String> created, List<String> dropped) {}
}
