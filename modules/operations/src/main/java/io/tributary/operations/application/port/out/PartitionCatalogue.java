package io.tributary.operations.application.port.out;

import io.tributary.operations.application.port.in.ListPartitions.Partition;
import java.util.List;
import reactor.core.publisher.Mono;

/// What the database knows of its partitions.
public interface PartitionCatalogue {
  /// In a worker's transaction; by table, then oldest first; the default partition last.
  Mono<List<Partition>> list();
}
