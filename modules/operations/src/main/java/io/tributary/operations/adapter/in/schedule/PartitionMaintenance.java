package io.tributary.operations.adapter.in.schedule;

import io.tributary.kernel.work.BackgroundJob;
import io.tributary.kernel.work.WorkLoop;
import io.tributary.operations.OperationsProperties;
import io.tributary.operations.application.port.in.MaintainPartitions;
import org.springframework.stereotype.Component;

/// Sees to the partitions at start and then at every interval; a failure is tried again within
/// seconds.
@Component
class PartitionMaintenance extends BackgroundJob {
  PartitionMaintenance(MaintainPartitions partitions, OperationsProperties properties) {
    super(
        new WorkLoop(
            "partitions",
            properties.partitionInterval(),
            () -> partitions.maintainUnlessRunning().map(changes -> false)));
  }
}
