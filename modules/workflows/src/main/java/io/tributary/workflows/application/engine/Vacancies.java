package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.SlotStore.Scope;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Where slots were given back on this node and not passed on yet.
@Component
final class Vacancies {
  static final Comparator<Scope> ORDER =
      Comparator.comparing(Scope::workspaceId).thenComparing(Scope::id);

  private final Set<Scope> vacant = ConcurrentHashMap.newKeySet();
  private volatile Runnable onVacancy = () -> {};

  void onVacancy(Runnable wake) {
    onVacancy = wake;
  }

  /// After the running transaction's commit there may be room in the workflows and their workspace.
  Mono<Void> afterCommit(UUID workspaceId, Set<UUID> workflows) {
    return AfterCommit.run(
        () -> {
          workflows.forEach(workflow -> vacant.add(new Scope(workspaceId, workflow)));
          vacant.add(new Scope(workspaceId, workspaceId));
          onVacancy.run();
        });
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
}
