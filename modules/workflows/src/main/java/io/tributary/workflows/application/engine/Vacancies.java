package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.LimitNews;
import io.tributary.workflows.application.port.out.executions.SlotStore.Scope;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// Where slots were given back on this node, or limits raised, and nothing passed on yet.
@Component
final class Vacancies implements LimitNews {
  static final Comparator<Scope> ORDER =
      Comparator.comparing(Scope::workspaceId).thenComparing(Scope::id);

  private final Set<Scope> vacant = ConcurrentHashMap.newKeySet();
  private volatile Runnable onVacancy = () -> {};

  void onVacancy(Runnable wake) {
    onVacancy = wake;
  }

  /// After the running transaction's commit there may be room in the workflows and their workspace.
  Mono<Void> afterCommit(UUID workspaceId, Set<UUID> workflows) {
    return AfterCommit.run(() -> add(workspaceId, workflows));
  }

  private void add(UUID workspaceId, Set<UUID> workflows) {
    workflows.forEach(workflow -> vacant.add(new Scope(workspaceId, workflow)));
    vacant.add(new Scope(workspaceId, workspaceId));
    onVacancy.run();
  }

  /// Caches forget the limits of before when the transaction is completed, in the order in which
  /// they asked for it.
  @Override
  public Mono<Void> changed(UUID workspaceId, Set<UUID> workflows) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(
            transaction -> transaction.registerSynchronization(new Changed(workspaceId, workflows)))
        .then();
  }

  /// Hands over some of them, which are forgotten here.
  Set<Scope> take(int most) {
    var scopes = new TreeSet<>(ORDER);
    vacant.stream().limit(most).forEach(scopes::add);
    vacant.removeAll(scopes);
    return scopes;
  }

  void putBack(Collection<Scope> scopes) {
    vacant.addAll(scopes);
  }

  private final class Changed implements TransactionSynchronization {
    private final UUID workspaceId;
    private final Set<UUID> workflows;

    Changed(UUID workspaceId, Set<UUID> workflows) {
      this.workspaceId = workspaceId;
      this.workflows = workflows;
    }

    @Override
    public Mono<Void> afterCompletion(int status) {
      return Mono.fromRunnable(
          () -> {
            if (status != STATUS_ROLLED_BACK) {
              add(workspaceId, workflows);
            }
          });
    }
  }
}
