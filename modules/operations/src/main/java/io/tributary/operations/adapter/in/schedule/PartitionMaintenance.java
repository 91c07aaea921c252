package io.tributary.operations.adapter.in.schedule;

import io.tributary.kernel.work.WorkLoop;
import io.tributary.operations.OperationsProperties;
import io.tributary.operations.application.port.in.MaintainPartitions;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Sees to the partitions at start and then at every interval; a failure is tried again within
/// seconds.
@Component
class PartitionMaintenance implements SmartLifecycle {
  private final WorkLoop loop;
  private volatile boolean running;

  PartitionMaintenance(MaintainPartitions partitions, OperationsProperties properties) {
    loop =
        new WorkLoop(
            "partitions",
            properties.partitionInterval(),
            () -> partitions.maintainUnlessRunning().map(changes -> false));
  }

  @Override
  public void start() {
    loop.start();
    running = true;
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    loop.stop().doFinally(end -> callback.run()).subscribe();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Later than the web server stops, earlier than the pools close.
  @Override
  public int getPhase() {
    return 0;
  }
}
