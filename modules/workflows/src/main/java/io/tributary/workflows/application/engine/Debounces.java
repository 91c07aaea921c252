package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.DebounceStore;
import io.tributary.workflows.application.port.out.executions.DebounceStore.Debounced;
import io.tributary.workflows.application.port.out.executions.DebounceStore.Noted;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.Supersessions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Lets the last of several starts for a lead run, once for all of them: each waits for a window,
/// and takes the place of the one before if that still waits. The window of a series ends at the
/// latest ten times its length after the first, so that a steady stream still runs.
///
/// Starts for the same lead come one after the other by their row's lock. Only then is the place of
/// the former in the queue locked; whoever holds that never asks for such a row.
@Component
final class Debounces {
  private final DebounceStore store;
  private final Supersessions supersessions;
  private final Superseding superseding;

  Debounces(DebounceStore store, Supersessions supersessions, Superseding superseding) {
    this.store = store;
    this.supersessions = supersessions;
    this.superseding = superseding;
  }

  /// Inside the worker's transaction that inserted the executions. Of those for the same lead the
  /// last one wins. Those without a delay or a lead are passed over.
  Mono<Void> settle(List<NewExecution> started) {
    var former = new ArrayList<ExecutionRef>();
    var last = new LinkedHashMap<Key, Debounced>();
    for (var execution : started) {
      var lead = execution.leadId();
      if (lead != null && execution.delay().isPositive()) {
        var ref = new ExecutionRef(execution.workspaceId(), execution.id());
        var key = new Key(execution.workspaceId(), execution.workflowId(), lead);
        var earlier =
            last.put(key, new Debounced(ref, execution.workflowId(), lead, execution.delay()));
        if (earlier != null) {
          former.add(earlier.execution());
        }
      }
    }
    return last.isEmpty()
        ? Mono.empty()
        : store.note(List.copyOf(last.values())).flatMap(noted -> settle(noted, former));
  }

  private Mono<Void> settle(List<Noted> noted, List<ExecutionRef> former) {
    for (var each : noted) {
      var id = each.former();
      if (id != null) {
        former.add(new ExecutionRef(each.execution().workspaceId(), id));
      }
    }
    var shortened = noted.stream().filter(Noted::shortened).toList();
    return (shortened.isEmpty() ? Mono.<Void>empty() : store.delay(shortened))
        .then(Mono.defer(() -> former.isEmpty() ? Mono.empty() : supersede(former)));
  }

  private Mono<Void> supersede(List<ExecutionRef> former) {
    return supersessions
        .lock(former)
        .then(Mono.defer(() -> superseding.end(former, SupersededBy.DEBOUNCE, true)));
  }

  private record Key(UUID workspaceId, UUID workflowId, UUID leadId) {}
}
