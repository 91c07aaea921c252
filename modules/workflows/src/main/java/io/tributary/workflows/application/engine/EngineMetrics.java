package io.tributary.workflows.application.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.workflows.application.port.out.executions.ExecutionQueue.Backlog;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// What the engine counts. Labels are node types, kinds and states: bounded.
@Component
final class EngineMetrics {
  private final MeterRegistry meters;
  private final DistributionSummary claims;
  private final Counter retries;
  private final Counter lostLeases;
  private final Counter droppedLogs;
  private final Map<FailureKind, Counter> failures = new EnumMap<>(FailureKind.class);
  private final Map<ExecutionStatus, Counter> ended = new EnumMap<>(ExecutionStatus.class);
  private final Map<String, Timer> steps = new ConcurrentHashMap<>();
  private final Counter skipped;
  private final Map<SupersededBy, Counter> superseded = new EnumMap<>(SupersededBy.class);
  private volatile long held;
  private volatile Backlog backlog = new Backlog(0, 0);

  EngineMetrics(MeterRegistry meters) {
    this.meters = meters;
    claims =
        DistributionSummary.builder("tributary.engine.claim.size")
            .description("executions in a claimed batch")
            .register(meters);
    retries = counter("tributary.engine.retries", "attempts that are to be repeated");
    lostLeases = counter("tributary.engine.leases.lost", "outcomes that came too late to count");
    droppedLogs = counter("tributary.engine.logs.dropped", "log lines that could not be written");
    skipped = counter("tributary.engine.skipped", "executions that found no slot and ended");
    for (var cause : SupersededBy.values()) {
      superseded.put(cause, meters.counter("tributary.engine.superseded", "by", cause.name()));
    }
    Gauge.builder("tributary.engine.held", () -> held)
        .description("executions that wait for a slot")
        .register(meters);
    for (var kind : FailureKind.values()) {
      failures.put(kind, meters.counter("tributary.engine.failures", "kind", kind.name()));
    }
    for (var status : ExecutionStatus.values()) {
      if (status.ended()) {
        ended.put(status, meters.counter("tributary.engine.ended", "status", status.name()));
      }
    }
    Gauge.builder("tributary.engine.queue.depth", () -> backlog.due())
        .description("executions that are due")
        .register(meters);
    Gauge.builder("tributary.engine.queue.oldest", () -> backlog.oldestSeconds())
        .description("how long the first of them has been due")
        .baseUnit("seconds")
        .register(meters);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(meters);
  }

  void claimed(int size) {
    claims.record(size);
  }

  void retried() {
    retries.increment();
  }

  void failed(FailureKind kind) {
    count(failures.get(kind), 1);
  }

  void ended(ExecutionStatus status) {
    count(ended.get(status), 1);
  }

  void leaseLost(int executions) {
    lostLeases.increment(executions);
  }

  void logsDropped(int lines) {
    droppedLogs.increment(lines);
  }

  void skipped(int executions) {
    skipped.increment(executions);
  }

  void superseded(SupersededBy cause, int executions) {
    count(superseded.get(cause), executions);
  }

  void heldAre(long executions) {
    held = executions;
  }

  void queueIs(Backlog measured) {
    backlog = measured;
  }

  void stepEnded(String nodeType, Instant since, Instant now) {
    steps
        .computeIfAbsent(nodeType, type -> meters.timer("tributary.engine.node", "type", type))
        .record(Duration.between(since, now));
  }

  private static void count(@org.jspecify.annotations.Nullable Counter counter, int more) {
    if (counter != null) {
      counter.increment(more);
    }
  }
}
