package io.tributary.workflows.application.control;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.workflows.application.control.Decision.Change;
import io.tributary.workflows.application.control.Decision.Refused;
import io.tributary.workflows.application.port.in.executions.WakeEngines;
import io.tributary.workflows.application.port.out.executions.ControlWrite;
import io.tributary.workflows.application.port.out.executions.ExecutionControl;
import io.tributary.workflows.application.port.out.executions.ExecutionStore;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import io.tributary.workflows.application.port.out.executions.LogWrite.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Holds executions, and writes what is decided about them. Inside a worker's transaction.
@Component
final class Changes {
  private final ExecutionControl control;
  private final ExecutionStore store;
  private final WakeEngines engines;
  private final IdGenerator ids;

  Changes(ExecutionControl control, ExecutionStore store, WakeEngines engines, IdGenerator ids) {
    this.control = control;
    this.store = store;
    this.engines = engines;
    this.ids = ids;
  }

  /// Signals `Overtaken` if one of them came to life while it was looked for.
  ///
  /// @return those that are there
  Mono<List<HeldExecution>> hold(WorkspaceId workspace, Collection<UUID> executions) {
    return control
        .hold(workspace, executions)
        .doOnNext(
            held -> {
              if (!held.status().ended() && !held.queued()) {
                throw new Overtaken();
              }
            })
        .collectList();
  }

  /// @return for each of `executions` what was decided, and done
  Mono<Map<UUID, Decision>> apply(
      WorkspaceId workspace,
      Collection<UUID> executions,
      Instant now,
      Function<HeldExecution, Decision> rule) {
    return hold(workspace, executions)
        .flatMap(
            held -> {
              var decided = new LinkedHashMap<UUID, Decision>();
              held.forEach(each -> decided.put(each.id(), rule.apply(each)));
              executions.forEach(id -> decided.computeIfAbsent(id, any -> missing()));
              return write(workspace, changes(decided), now).thenReturn(decided);
            });
  }

  static Refused missing() {
    return new Refused(new NotFound("execution"), true);
  }

  static List<Change> changes(Map<UUID, Decision> decided) {
    return decided.values().stream()
        .<Change>mapMulti(
            (decision, sink) -> {
              if (decision instanceof Change change) {
                sink.accept(change);
              }
            })
        .toList();
  }

  Mono<Void> write(WorkspaceId workspace, List<Change> changes, Instant now) {
    if (changes.isEmpty()) {
      return Mono.empty();
    }
    var writes = changes.stream().map(Change::write).toList();
    return control
        .write(workspace, writes)
        .filter(written -> written == writes.size())
        .switchIfEmpty(Mono.error(Overtaken::new))
        .then(control.skipSteps(workspace, leaving(writes), now))
        .then(
            control.reopenSteps(
                workspace,
                writes.stream().map(write -> write.ref().id()).toList(),
                changes.stream().flatMap(change -> change.reopened().stream()).toList()))
        .then(store.writeLogs(changes.stream().map(change -> line(change, now)).toList()))
        .then(engines.ringAfterCommit());
  }

  private static List<ControlWrite> leaving(List<ControlWrite> writes) {
    return writes.stream().filter(write -> write.move() == ControlWrite.Move.LEAVES).toList();
  }

  private LogWrite line(Change change, Instant now) {
    return new LogWrite(change.write().ref(), ids.next(), null, Level.INFO, change.line(), now);
  }
}
