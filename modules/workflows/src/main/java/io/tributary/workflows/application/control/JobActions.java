package io.tributary.workflows.application.control;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.RerunExecution.Rerun;
import io.tributary.workflows.application.port.out.executions.ControlJobStore.OpenJob;
import io.tributary.workflows.application.port.out.executions.ExecutionControl;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Does to executions what a job asks for. Inside a worker's transaction.
@Component
final class JobActions {
  private final Changes changes;
  private final Cancellation cancellation;
  private final Retries retries;
  private final Reruns reruns;
  private final Migrations migrations;
  private final ExecutionControl control;

  JobActions(
      Changes changes,
      Cancellation cancellation,
      Retries retries,
      Reruns reruns,
      Migrations migrations,
      ExecutionControl control) {
    this.changes = changes;
    this.cancellation = cancellation;
    this.retries = retries;
    this.reruns = reruns;
    this.migrations = migrations;
    this.control = control;
  }

  /// @return for each of `ids` what was decided, and done
  Mono<Map<UUID, Decision>> apply(OpenJob job, List<UUID> ids, Instant now) {
    var workspace = job.workspace();
    var arguments = job.order().arguments();
    return switch (job.order().action()) {
      case CANCEL -> cancellation.cancel(workspace, ids, now);
      case PAUSE -> changes.apply(workspace, ids, now, held -> Rules.pause(held, now));
      case RESUME -> changes.apply(workspace, ids, now, Rules::resume);
      case RETRY ->
          changes.apply(
              workspace, ids, now, held -> retries.retry(held, arguments.variables(), now));
      case RERUN -> rerun(workspace, job, ids, Objects.requireNonNull(arguments.rerun()), now);
      case MIGRATE -> migrations.migrate(workspace, ids, arguments.version(), now);
    };
  }

  private Mono<Map<UUID, Decision>> rerun(
      WorkspaceId workspace, OpenJob job, List<UUID> ids, Rerun how, Instant now) {
    return control
        .find(workspace, ids)
        .map(each -> new Reruns.Order(each, "job:" + job.id() + ":" + each.id(), null))
        .collectList()
        .flatMap(orders -> reruns.start(orders, how, now))
        .map(
            decided -> {
              var all = new LinkedHashMap<UUID, Decision>();
              ids.forEach(id -> all.put(id, decided.getOrDefault(id, Changes.missing())));
              return all;
            });
  }
}
