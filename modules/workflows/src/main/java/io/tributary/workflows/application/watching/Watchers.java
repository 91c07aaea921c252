package io.tributary.workflows.application.watching;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.WorkLoop;
import io.tributary.workflows.application.port.out.executions.ExecutionChanges;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.ExecutionWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.publisher.Mono;

/// Who watches what on this node. Wakes them at once for what this node changed, and within a
/// second for what others did: one statement a second looks at the versions of all that is watched.
@Component
final class Watchers implements ExecutionWatch, SmartLifecycle {
  static final int MAX = 1_000;
  static final int MAX_OF_WORKSPACE = 100;
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final ExecutionChanges changes;
  private final Transactions transactions;
  private final WorkLoop looks = new WorkLoop("watched executions", LOOK_INTERVAL, this::look);
  private final Map<ExecutionRef, Set<FluxSink<Boolean>>> watched = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> ofWorkspace = new HashMap<>();
  private Map<ExecutionRef, Integer> seen = Map.of();
  private int count;
  private volatile boolean running;

  Watchers(ExecutionChanges changes, Transactions transactions, MeterRegistry meters) {
    this.changes = changes;
    this.transactions = transactions;
    Gauge.builder("tributary.executions.streams", this, Watchers::count)
        .description("clients that watch executions on this node")
        .register(meters);
  }

  /// A tick at once, and one after each change; those that nobody takes become one. Completes when
  /// this node stops. Signals `Overloaded`.
  Flux<Boolean> ticks(ExecutionRef execution) {
    return Flux.create(sink -> open(execution, sink), OverflowStrategy.LATEST);
  }

  private void open(ExecutionRef execution, FluxSink<Boolean> sink) {
    if (!enter(execution, sink)) {
      sink.error(new Overloaded(RETRY_AFTER));
      return;
    }
    sink.onDispose(() -> leave(execution, sink));
    sink.next(true);
    if (!running) {
      // it stopped meanwhile, and may not have seen this one
      sink.complete();
    }
  }

  private synchronized boolean enter(ExecutionRef execution, FluxSink<Boolean> sink) {
    var others = ofWorkspace.getOrDefault(execution.workspaceId(), 0);
    if (!running || count >= MAX || others >= MAX_OF_WORKSPACE) {
      return false;
    }
    count++;
    ofWorkspace.put(execution.workspaceId(), others + 1);
    watched.computeIfAbsent(execution, any -> ConcurrentHashMap.newKeySet()).add(sink);
    return true;
  }

  private synchronized void leave(ExecutionRef execution, FluxSink<Boolean> sink) {
    count--;
    ofWorkspace.computeIfPresent(execution.workspaceId(), (id, n) -> n > 1 ? n - 1 : null);
    watched.computeIfPresent(
        execution,
        (any, sinks) -> {
          sinks.remove(sink);
          return sinks.isEmpty() ? null : sinks;
        });
  }

  private synchronized int count() {
    return count;
  }

  @Override
  public void changed(UUID workspaceId, UUID executionId) {
    wake(watched.get(new ExecutionRef(workspaceId, executionId)));
  }

  private static void wake(@Nullable Set<FluxSink<Boolean>> sinks) {
    if (sinks != null) {
      sinks.forEach(sink -> sink.next(true));
    }
  }

  private Mono<Boolean> look() {
    var executions = List.copyOf(watched.keySet());
    if (executions.isEmpty()) {
      seen = Map.of();
      return Mono.just(false);
    }
    return transactions
        .asWorker(changes.versions(executions))
        .doOnNext(
            versions -> {
              for (var execution : executions) {
                // one that is gone is told apart from one that is unchanged
                var version = versions.getOrDefault(execution, -1);
                if (!version.equals(seen.get(execution))) {
                  wake(watched.get(execution));
                }
              }
              seen = versions;
            })
        .thenReturn(false);
  }

  @Override
  public void start() {
    running = true;
    looks.start();
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    watched.values().forEach(sinks -> sinks.forEach(FluxSink::complete));
    looks.stop().doFinally(end -> callback.run()).subscribe();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Before the web server stops, which waits for answers that are under way.
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
