package io.tributary.workflows.application.history;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.StaleVersion;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.executions.ManageSettings;
import io.tributary.workflows.application.port.out.executions.SettingsStore;
import io.tributary.workflows.application.port.out.executions.WorkspaceLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

@Component
final class SettingsService implements ManageSettings, WorkspaceLimits {
  private static final String TOPIC = "workflows.settings";
  private static final Duration CACHED_FOR = Duration.ofHours(1);
  private static final int MAX_CACHED = 100_000;
  private static final int MAX_LIMIT = 100_000;
  private static final int MAX_LOG_DAYS = 90;
  private static final int MAX_EXECUTION_DAYS = 3_650;
  private static final Settings NEVER_SET = new Settings(Values.NONE, 0, null);

  private final SettingsStore store;
  private final Transactions transactions;
  private final ClusterSignals signals;
  private final Clock clock;
  private final AsyncCache<UUID, Optional<Integer>> limits =
      Caffeine.newBuilder()
          .maximumSize(MAX_CACHED)
          .expireAfterWrite(CACHED_FOR)
          .recordStats()
          .buildAsync();

  SettingsService(
      SettingsStore store,
      Transactions transactions,
      ClusterSignals signals,
      Clock clock,
      MeterRegistry meters) {
    this.store = store;
    this.transactions = transactions;
    this.signals = signals;
    this.clock = clock;
    CaffeineCacheMetrics.monitor(meters, limits, "workflows.limits");
    signals.subscribe(TOPIC, this::heard, () -> limits.synchronous().invalidateAll());
  }

  private void heard(String workspace) {
    limits.synchronous().invalidate(UUID.fromString(workspace));
  }

  @Override
  public Mono<Settings> get(WorkspaceId workspace) {
    return transactions.inWorkspace(workspace, stored(workspace));
  }

  private Mono<Settings> stored(WorkspaceId workspace) {
    return store.find(workspace.value()).defaultIfEmpty(NEVER_SET);
  }

  @Override
  public Mono<Settings> put(WorkspaceId workspace, Values values, ExpectedVersion expected) {
    return Mono.defer(
        () -> {
          check(values);
          expected.required();
          return transactions.inWorkspace(
              workspace, tellAfterCommit(workspace).then(replace(workspace, values, expected)));
        });
  }

  private Mono<Settings> replace(WorkspaceId workspace, Values values, ExpectedVersion expected) {
    return stored(workspace)
        .doOnNext(current -> expected.check(current.version()))
        .flatMap(
            current ->
                store
                    .write(workspace.value(), values, current.version(), clock.instant())
                    // somebody else was quicker since
                    .switchIfEmpty(
                        Mono.error(
                            () ->
                                new StaleVersion(expected.precondition(), current.version() + 1))));
  }

  private static void check(Values values) {
    var faults = new Faults();
    range(faults, "concurrencyLimit", values.concurrencyLimit(), MAX_LIMIT);
    range(faults, "logDays", values.logDays(), MAX_LOG_DAYS);
    range(faults, "executionDays", values.executionDays(), MAX_EXECUTION_DAYS);
    faults.throwIfAny();
  }

  private static void range(Faults faults, String name, @Nullable Integer value, int max) {
    faults
        .at(name)
        .require(
            value == null || value >= 1 && value <= max,
            "out-of-range",
            "must be from 1 to " + max + ", or null");
  }

  /// A load that began before the commit is forgotten, too: it is in the cache while it runs.
  private Mono<Void> tellAfterCommit(WorkspaceId workspace) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(transaction -> transaction.registerSynchronization(new Tell(workspace)))
        .then();
  }

  @Override
  public Mono<Integer> concurrencyLimit(UUID workspaceId) {
    return Mono.fromFuture(
            () -> limits.get(workspaceId, (id, executor) -> load(id).toFuture()), true)
        .flatMap(Mono::justOrEmpty);
  }

  private Mono<Optional<Integer>> load(UUID workspaceId) {
    return transactions
        .asWorker(store.find(workspaceId))
        .map(found -> Optional.ofNullable(found.values().concurrencyLimit()))
        .defaultIfEmpty(Optional.empty());
  }

  private final class Tell implements TransactionSynchronization {
    private final WorkspaceId workspace;

    Tell(WorkspaceId workspace) {
      this.workspace = workspace;
    }

    @Override
    public Mono<Void> afterCompletion(int status) {
      return Mono.fromRunnable(
          () -> {
            if (status != STATUS_ROLLED_BACK) {
              limits.synchronous().invalidate(workspace.value());
              signals.publish(TOPIC, workspace.toString());
            }
          });
    }
  }
}
