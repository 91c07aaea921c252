package io.tributary.operations.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.tributary.kernel.partitions.Partitions;
import io.tributary.kernel.partitions.Partitions.Changes;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.ClusterLock;
import io.tributary.operations.OperationsProperties;
import io.tributary.operations.application.port.in.ListPartitions;
import io.tributary.operations.application.port.in.MaintainPartitions;
import io.tributary.operations.application.port.out.PartitionCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class PartitionService implements MaintainPartitions, ListPartitions {
  private static final Logger log = LoggerFactory.getLogger(PartitionService.class);
  private static final String LOCK = "operations.partitions";
  private static final Duration LOCK_AT_MOST = Duration.ofMinutes(5);

  private final Partitions partitions;
  private final PartitionCatalogue catalogue;
  private final Transactions transactions;
  private final ClusterLock lock;
  private final Clock clock;
  private final int monthsAhead;
  private final Counter created;
  private final Counter dropped;
  private final AtomicLong lastSuccessMillis = new AtomicLong();

  PartitionService(
      Partitions partitions,
      PartitionCatalogue catalogue,
      Transactions transactions,
      ClusterLock lock,
      Clock clock,
      OperationsProperties properties,
      MeterRegistry meters) {
    this.partitions = partitions;
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.lock = lock;
    this.clock = clock;
    this.monthsAhead = properties.partitionMonthsAhead();
    this.created = meters.counter("tributary.partitions.created");
    this.dropped = meters.counter("tributary.partitions.dropped");
    TimeGauge.builder(
            "tributary.partitions.last.success", lastSuccessMillis::get, TimeUnit.MILLISECONDS)
        .description("when this node last saw to the partitions, since the epoch; 0 for never")
        .register(meters);
  }

  @Override
  public Mono<Changes> maintain() {
    return partitions.maintain(monthsAhead).doOnNext(this::report);
  }

  @Override
  public Mono<Changes> maintainUnlessRunning() {
    return lock.tryRun(LOCK, LOCK_AT_MOST, Duration.ZERO, maintain());
  }

  @Override
  public Mono<List<Partition>> list() {
    return transactions.asWorker(catalogue.list());
  }

  private void report(Changes changes) {
    created.increment(changes.created().size());
    dropped.increment(changes.dropped().size());
    lastSuccessMillis.set(clock.millis());
    if (changes.created().isEmpty() && changes.dropped().isEmpty()) {
      log.debug("partitions: nothing to do");
    } else {
      log.info("partitions: created {}, dropped {}", changes.created(), changes.dropped());
    }
  }
}
