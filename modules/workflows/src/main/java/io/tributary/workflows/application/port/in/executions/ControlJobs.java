package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.in.executions.RerunExecution.Rerun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Does one thing to many executions, in the background: to each that matches and was started
/// before the job was made, exactly once.
public interface ControlJobs {
  /// Jobs of one workspace that have not ended, at most.
  int MAX_OPEN = 100;

  /// Joins the caller's transaction of the workspace, if there is one.
  ///
  /// Signals `NotInState` if the workspace has too many open jobs, and `IdempotencyKeyReused`.
  ///
  /// @param idempotencyKey null if the caller does not repeat itself
  /// @return the job's id; of the earlier one if the key was used alike before
  Mono<UUID> start(WorkspaceId workspace, Order order, @Nullable String idempotencyKey);

  /// Signals `NotFound`.
  Mono<Job> get(WorkspaceId workspace, UUID jobId);

  /// Newest first.
  Mono<Page<Job>> list(WorkspaceId workspace, PageRequest page);

  /// What is done stays done; no batch begins any more. Cancelling twice is once.
  ///
  /// Signals `NotFound`, and `NotInState` if it completed or failed.
  Mono<Job> cancel(WorkspaceId workspace, UUID jobId);

  enum Action {
    CANCEL,
    PAUSE,
    RESUME,
    RETRY,
    RERUN,
    MIGRATE
  }

  /// @param filter which executions are meant
  record Order(Action action, Filter filter, Arguments arguments) {}

  /// @param rerun of `RERUN`; null otherwise
  /// @param variables of `RETRY`: set before
  /// @param version of `MIGRATE`: the number; null for the one that is current then
  record Arguments(
      @Nullable Rerun rerun, Map<String, Object> variables, @Nullable Integer version) {
    public static final Arguments NONE = new Arguments(null, Map.of(), null);
  }

  enum Status {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED
  }

  /// @param done so far
  /// @param skipped executions that matched, and to which it could not, or need not, be done
  /// @param failed executions that matched, and of which what was asked for is not possible
  /// @param errors the first hundred that were skipped or failed
  /// @param error why the job failed; null if it did not
  record Job(
      UUID id,
      Action action,
      Filter filter,
      Arguments arguments,
      Status status,
      long done,
      long skipped,
      long failed,
      List<JobError> errors,
      @Nullable String error,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant endedAt) {}

  record JobError(UUID executionId, Result result, String reason) {}

  enum Result {
    SKIPPED,
    FAILED
  }
}
