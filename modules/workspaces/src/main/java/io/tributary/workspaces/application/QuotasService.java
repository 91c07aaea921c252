package io.tributary.workspaces.application;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.application.port.in.ManageQuotas;
import io.tributary.workspaces.application.port.out.QuotaStore;
import io.tributary.workspaces.domain.QuotaDraft;
import io.tributary.workspaces.domain.QuotaUsage;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class QuotasService implements ManageQuotas {
  private final QuotaStore store;
  private final LeasedQuotas leased;
  private final Transactions transactions;
  private final Clock clock;

  QuotasService(QuotaStore store, LeasedQuotas leased, Transactions transactions, Clock clock) {
    this.store = store;
    this.leased = leased;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Mono<List<QuotaUsage>> list(WorkspaceId workspace) {
    return transactions.inWorkspace(
        workspace, Mono.defer(() -> store.usages(workspace, clock.instant())));
  }

  // as a worker: a tenant's own role reads quotas and cannot write them
  @Override
  public Mono<QuotaUsage> set(WorkspaceId workspace, QuotaKey key, QuotaDraft draft) {
    return transactions
        .asWorker(
            Mono.defer(() -> store.put(workspace, draft.of(key), clock.instant()))
                .filter(found -> found)
                .switchIfEmpty(Mono.error(() -> new NotFound("workspace")))
                .then(Mono.defer(() -> store.usages(workspace, clock.instant()))))
        .doOnSuccess(stored -> leased.changed(workspace))
        .flatMapIterable(usages -> usages)
        .filter(usage -> usage.quota().key() == key)
        .single();
  }

  @Override
  public Mono<Void> remove(WorkspaceId workspace, QuotaKey key) {
    return transactions
        .asWorker(Mono.defer(() -> store.delete(workspace, key)))
        .flatMap(found -> found ? Mono.<Void>empty() : Mono.error(new NotFound("quota")))
        .doOnSuccess(done -> leased.changed(workspace));
  }
}
