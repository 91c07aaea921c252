package io.tributary.workflows.application.engine;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.engine.Processor.LogsFailed;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// One batch, one transaction. A batch whose log lines cannot be written is done again without
/// them: a log never costs an execution.
@Component
final class Batches {
  private static final Logger log = LoggerFactory.getLogger(Batches.class);

  private final Processor processor;
  private final Transactions transactions;
  private final EngineMetrics metrics;

  Batches(Processor processor, Transactions transactions, EngineMetrics metrics) {
    this.processor = processor;
    this.transactions = transactions;
    this.metrics = metrics;
  }

  /// @param take locks what is to be brought on; subscribed to again if the batch is done again
  /// @return what was written and committed; empty if nothing was taken
  Mono<List<Outcome>> write(Mono<List<Work>> take) {
    return inTransaction(take, true)
        .onErrorResume(
            LogsFailed.class,
            failure -> {
              log.warn("log lines are dropped: {}", String.valueOf(failure.getMessage()));
              return inTransaction(take, false).doOnNext(this::countDropped);
            });
  }

  private Mono<List<Outcome>> inTransaction(Mono<List<Work>> take, boolean withLogs) {
    return transactions.asWorker(
        take.flatMap(
            works ->
                works.isEmpty()
                    ? Mono.just(List.<Outcome>of())
                    : processor.process(works, withLogs)));
  }

  private void countDropped(List<Outcome> written) {
    var lines = new AtomicInteger();
    written.forEach(outcome -> lines.addAndGet(outcome.run().logs().size()));
    metrics.logsDropped(lines.get());
  }
}
