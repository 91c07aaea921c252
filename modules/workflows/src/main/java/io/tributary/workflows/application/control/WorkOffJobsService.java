package io.tributary.workflows.application.control;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.kernel.transactions.DatabaseFailures;
import io.tributary.workflows.application.control.Decision.Change;
import io.tributary.workflows.application.control.Decision.Refused;
import io.tributary.workflows.application.control.Decision.Started;
import io.tributary.workflows.application.control.Decision.Unchanged;
import io.tributary.workflows.application.port.in.executions.ControlJobs.JobError;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Result;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Status;
import io.tributary.workflows.application.port.in.executions.WorkOffJobs;
import io.tributary.workflows.application.port.out.executions.ControlJobStore;
import io.tributary.workflows.application.port.out.executions.ControlJobStore.Batch;
import io.tributary.workflows.application.port.out.executions.ControlJobStore.OpenJob;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class WorkOffJobsService implements WorkOffJobs {
  private static final Logger log = LoggerFactory.getLogger(WorkOffJobsService.class);
  private static final int ROWS = 100;
  private static final int MAX_ERRORS = 100;

  private final ControlJobStore jobs;
  private final Matching matching;
  private final JobActions actions;
  private final Attempting attempting;
  private final JobBell bell;
  private final Clock clock;

  WorkOffJobsService(
      ControlJobStore jobs,
      Matching matching,
      JobActions actions,
      Attempting attempting,
      JobBell bell,
      Clock clock) {
    this.jobs = jobs;
    this.matching = matching;
    this.actions = actions;
    this.attempting = attempting;
    this.bell = bell;
    this.clock = clock;
  }

  @Override
  public void onWork(Runnable wake) {
    bell.onRing(wake);
  }

  @Override
  public Mono<Boolean> workOneBatch() {
    return Mono.defer(
        () -> {
          var taken = new AtomicReference<@Nullable OpenJob>();
          return attempting
              .asWorker(jobs.claim().doOnNext(taken::set).flatMap(job -> work(job, ROWS)))
              .onErrorResume(
                  failure -> taken.get() != null && !isPassing(failure),
                  failure -> oneByOne(taken.get()))
              .defaultIfEmpty(false);
        });
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof Overtaken
        || failure instanceof Overloaded
        || DatabaseFailures.isTransient(failure);
  }

  /// A batch that cannot be written is gone through alone, until what cannot be done stands alone
  /// and is passed over.
  private Mono<Boolean> oneByOne(@Nullable OpenJob job) {
    if (job == null) {
      return Mono.empty();
    }
    return attempting
        .asWorker(jobs.claim(job.workspace(), job.id()).flatMap(again -> work(again, 1)))
        .onErrorResume(
            failure -> !isPassing(failure),
            failure -> {
              log.error("job {}: one execution is passed over", job.id(), failure);
              return attempting.asWorker(
                  jobs.claim(job.workspace(), job.id())
                      .flatMap(again -> passOver(again, failure.getClass().getSimpleName())));
            });
  }

  private Mono<Boolean> work(OpenJob job, int rows) {
    var now = clock.instant();
    return matching
        .next(job.workspace(), job.order().filter(), job.cursor(), rows)
        .flatMap(
            ids ->
                (ids.isEmpty() ? Mono.just(Map.<UUID, Decision>of()) : actions.apply(job, ids, now))
                    .flatMap(decided -> jobs.write(job, batch(job, ids, decided, rows), now)))
        .thenReturn(true);
  }

  private Mono<Boolean> passOver(OpenJob job, String reason) {
    return matching
        .next(job.workspace(), job.order().filter(), job.cursor(), 1)
        .flatMap(
            ids -> {
              var tally = new Tally();
              ids.forEach(id -> tally.failed(id, reason));
              return jobs.write(
                  job, tally.batch(job, cursor(job, ids), statusAfter(ids, 1)), clock.instant());
            })
        .thenReturn(true);
  }

  private static Batch batch(OpenJob job, List<UUID> ids, Map<UUID, Decision> decided, int rows) {
    var tally = new Tally();
    decided.forEach(tally::count);
    return tally.batch(job, cursor(job, ids), statusAfter(ids, rows));
  }

  private static UUID cursor(OpenJob job, List<UUID> ids) {
    return ids.isEmpty() ? job.cursor() : ids.getLast();
  }

  private static Status statusAfter(List<UUID> ids, int rows) {
    return ids.size() < rows ? Status.COMPLETED : Status.RUNNING;
  }

  /// What came of a batch.
  private static final class Tally {
    private final List<JobError> errors = new ArrayList<>();
    private long done;
    private long skipped;
    private long failed;

    void count(UUID id, Decision decision) {
      switch (decision) {
        case Change any -> done++;
        case Started any -> done++;
        case Unchanged(var why) -> skipped(id, why);
        case Refused(var problem, var isSkipped) -> {
          var why = String.valueOf(problem.getMessage());
          if (isSkipped) {
            skipped(id, why);
          } else {
            failed(id, why);
          }
        }
      }
    }

    void skipped(UUID id, String why) {
      skipped++;
      errors.add(new JobError(id, Result.SKIPPED, why));
    }

    void failed(UUID id, String why) {
      failed++;
      errors.add(new JobError(id, Result.FAILED, why));
    }

    Batch batch(OpenJob job, UUID cursor, Status status) {
      var room = Math.max(0, MAX_ERRORS - job.errors());
      return new Batch(
          cursor,
          done,
          skipped,
          failed,
          errors.subList(0, Math.min(room, errors.size())),
          status,
          null);
    }
  }
}
