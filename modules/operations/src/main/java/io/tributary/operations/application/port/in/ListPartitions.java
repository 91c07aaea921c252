package io.tributary.operations.application.port.in;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Looks at the partitions of all tables.
public interface ListPartitions {
  /// By table, then oldest first; the default partition last.
  Mono<List<Partition>> list();

  /// @param table with its schema, like `name`
  /// @param from the smallest id that belongs into it; null for the default partition, like `to`
  /// @param to the smallest id that no longer does
  /// @param rows the planner's estimate; null if the partition was never analysed
  /// @param bytes with its indexes
  record Partition(
      String table,
      String name,
      @Nullable UUID from,
      @Nullable UUID to,
      @Nullable Long rows,
      long bytes) {}
}
