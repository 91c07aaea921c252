package io.tributary.workflows.application.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.executions.ControlJobs;
import io.tributary.workflows.application.port.out.executions.ControlJobStore;
import io.tributary.workflows.application.port.out.executions.ControlJobStore.Keyed;
import io.tributary.workflows.application.port.out.executions.ControlJobStore.NewJob;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class ControlJobsService implements ControlJobs {
  private static final int MAX_KEY_CHARS = 200;

  private final ControlJobStore jobs;
  private final Transactions transactions;
  private final JobBell bell;
  private final StateJson json;
  private final Cursors cursors;
  private final IdGenerator ids;
  private final Clock clock;

  ControlJobsService(
      ControlJobStore jobs,
      Transactions transactions,
      JobBell bell,
      StateJson json,
      Cursors cursors,
      IdGenerator ids,
      Clock clock) {
    this.jobs = jobs;
    this.transactions = transactions;
    this.bell = bell;
    this.json = json;
    this.cursors = cursors;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<UUID> start(WorkspaceId workspace, Order order, @Nullable String idempotencyKey) {
    return Mono.defer(
        () -> {
          if (idempotencyKey != null
              && (idempotencyKey.isBlank() || idempotencyKey.length() > MAX_KEY_CHARS)) {
            throw InvalidInput.of(
                "Idempotency-Key", "length", "must have 1 to " + MAX_KEY_CHARS + " characters");
          }
          var fingerprint = fingerprint(order);
          var before = find(workspace, idempotencyKey, fingerprint);
          return transactions.inWorkspace(
              workspace,
              before.switchIfEmpty(
                  Mono.defer(
                      () ->
                          insert(workspace, order, idempotencyKey, fingerprint)
                              .switchIfEmpty(before))));
        });
  }

  private Mono<UUID> find(WorkspaceId workspace, @Nullable String key, String fingerprint) {
    return key == null
        ? Mono.empty()
        : jobs.findByKey(workspace, key).map(keyed -> same(keyed, fingerprint));
  }

  private static UUID same(Keyed keyed, String fingerprint) {
    if (!keyed.fingerprint().equals(fingerprint)) {
      throw new IdempotencyKeyReused();
    }
    return keyed.id();
  }

  /// Empty if another request with this key came between.
  private Mono<UUID> insert(
      WorkspaceId workspace, Order order, @Nullable String key, String fingerprint) {
    var job = new NewJob(ids.next(), order, key, fingerprint, clock.instant());
    return jobs.countOpen(workspace)
        .doOnNext(
            open -> {
              if (open >= MAX_OPEN) {
                throw new NotInState(
                    "the workspace has " + MAX_OPEN + " jobs that have not ended", "BUSY");
              }
            })
        .then(jobs.insert(workspace, job))
        .filter(inserted -> inserted)
        .flatMap(inserted -> bell.ringAfterCommit().thenReturn(job.id()));
  }

  private String fingerprint(Order order) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(json.write(order).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public Mono<Job> get(WorkspaceId workspace, UUID jobId) {
    return transactions.inWorkspace(workspace, existing(workspace, jobId));
  }

  private Mono<Job> existing(WorkspaceId workspace, UUID jobId) {
    return jobs.find(workspace, jobId).switchIfEmpty(Mono.error(() -> new NotFound("job")));
  }

  @Override
  public Mono<Page<Job>> list(WorkspaceId workspace, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "jobs " + workspace;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, jobs.list(workspace, before, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<Job> cancel(WorkspaceId workspace, UUID jobId) {
    return Mono.defer(
        () ->
            transactions.inWorkspace(
                workspace,
                jobs.cancel(workspace, jobId, clock.instant())
                    .then(Mono.defer(() -> existing(workspace, jobId)))
                    .doOnNext(
                        job -> {
                          if (job.status() != Status.CANCELLED) {
                            throw new NotInState("the job has ended already", job.status().name());
                          }
                        })));
  }
}
