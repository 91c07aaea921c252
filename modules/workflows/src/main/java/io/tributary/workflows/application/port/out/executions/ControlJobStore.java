package io.tributary.workflows.application.port.out.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Job;
import io.tributary.workflows.application.port.in.executions.ControlJobs.JobError;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Order;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Jobs, and how far they came.
public interface ControlJobStore {
  /// Inside the workspace's transaction.
  ///
  /// @return false if the key was used before
  Mono<Boolean> insert(WorkspaceId workspace, NewJob job);

  /// Inside the workspace's transaction. Empty if no job was made under that key.
  Mono<Keyed> findByKey(WorkspaceId workspace, String key);

  /// Inside the workspace's transaction: those that have not ended.
  Mono<Long> countOpen(WorkspaceId workspace);

  /// Inside the workspace's transaction.
  Mono<Job> find(WorkspaceId workspace, UUID id);

  /// Newest first. Inside the workspace's transaction.
  Mono<List<Job>> list(WorkspaceId workspace, @Nullable UUID before, int rows);

  /// Inside the workspace's transaction; waits for the batch that runs.
  ///
  /// @return whether it was open
  Mono<Boolean> cancel(WorkspaceId workspace, UUID id, Instant now);

  /// Locks the open job whose turn it is: of the workspace whose last turn is longest ago the job
  /// whose last turn is longest ago. Inside a worker's transaction.
  Mono<OpenJob> claim();

  /// Locks this one, if it is open and no other has it. Inside a worker's transaction.
  Mono<OpenJob> claim(WorkspaceId workspace, UUID id);

  /// Inside the transaction that holds the job.
  Mono<Void> write(OpenJob job, Batch batch, Instant now);

  record NewJob(
      UUID id, Order order, @Nullable String key, String fingerprint, Instant createdAt) {}

  record Keyed(UUID id, String fingerprint) {}

  /// @param cursor executions with this id and above are done with
  /// @param errors how many are noted already
  record OpenJob(WorkspaceId workspace, UUID id, Order order, UUID cursor, int errors) {}

  /// What a batch came to.
  ///
  /// @param status of the job afterwards
  /// @param errors that are noted besides those that are
  /// @param error why the job failed; null if it did not
  record Batch(
      UUID cursor,
      long done,
      long skipped,
      long failed,
      List<JobError> errors,
      Status status,
      @Nullable String error) {}
}
