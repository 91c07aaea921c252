package io.tributary.workspaces.application;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.GroupCommit;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workspaces.Grant.Window;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.application.port.out.QuotaStore;
import io.tributary.workspaces.application.port.out.QuotaStore.Counter;
import io.tributary.workspaces.application.port.out.QuotaStore.CounterRef;
import io.tributary.workspaces.domain.BlockSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Leases blocks of units and takes back what is left of them: for many quotas in one transaction,
/// which is durable before any unit of it is handed out.
@Component
class QuotaLeases {
  private static final int LANES = 1;
  private static final int MAX_BATCH = 256;
  private static final int MAX_WAITING = 10_000;

  private final QuotaStore store;
  private final Transactions transactions;
  private final GroupCommit<Demand, Lease> commits =
      new GroupCommit<>(LANES, MAX_BATCH, MAX_WAITING, this::write);

  QuotaLeases(QuotaStore store, Transactions transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  /// @param needed units that callers wait for
  /// @param wanted units to lease if there is plenty
  /// @param returned units that were leased before and are given back first
  record Demand(
      WorkspaceId workspace, QuotaKey key, Window window, long needed, long wanted, long returned) {
    CounterRef counter() {
      return new CounterRef(workspace, key, window.period(), window.start());
    }
  }

  /// @param units leased
  /// @param found whether there still is such a quota
  record Lease(long units, boolean found) {}

  /// Signals `Overloaded` or the database's failure; then units may have been leased that nobody
  /// will hand out, but none are handed out twice.
  Mono<Lease> submit(Demand demand) {
    return commits.submit(demand);
  }

  private Mono<List<Lease>> write(List<Demand> batch) {
    return transactions.asWorker(
        store
            .lock(batch.stream().map(Demand::counter).toList())
            .flatMap(
                counters -> {
                  var leases = batch.stream().map(demand -> leaseOf(demand, counters)).toList();
                  return store.write(usedAfter(batch, leases, counters)).thenReturn(leases);
                }));
  }

  private static Lease leaseOf(Demand demand, Map<CounterRef, Counter> counters) {
    var counter = Objects.requireNonNull(counters.get(demand.counter()));
    var limit = counter.limit();
    if (limit == null) {
      return new Lease(0, false);
    }
    var left = limit - usedBefore(demand, counter);
    return new Lease(BlockSize.grantable(left, demand.needed(), demand.wanted()), true);
  }

  private static Map<CounterRef, Long> usedAfter(
      List<Demand> batch, List<Lease> leases, Map<CounterRef, Counter> counters) {
    var used = new HashMap<CounterRef, Long>();
    for (int i = 0; i < batch.size(); i++) {
      var demand = batch.get(i);
      var counter = Objects.requireNonNull(counters.get(demand.counter()));
      used.put(demand.counter(), usedBefore(demand, counter) + leases.get(i).units());
    }
    return used;
  }

  private static long usedBefore(Demand demand, Counter counter) {
    return Math.max(0, counter.used() - demand.returned());
  }
}
