package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.in.executions.ControlJobs;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Action;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Job;
import io.tributary.workflows.application.port.in.executions.ControlJobs.JobError;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Status;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/executions/jobs")
@Tag(name = "Jobs", description = "One thing done to many executions")
class JobController {
  private static final String READ = "workflow:read";
  private static final String MANAGE = "workflow:manage";

  private final ControlJobs jobs;
  private final JobReader reader;

  JobController(ControlJobs jobs, JobReader reader) {
    this.jobs = jobs;
    this.reader = reader;
  }

  @PostMapping
  @ApiResponse(responseCode = "202", description = "begun, or begun by the same request before")
  @ApiResponse(responseCode = "409", description = "`not-in-state`: too many jobs are open")
  @Operation(
      summary = "Cancel, pause, resume, retry, rerun or migrate many executions",
      description =
          "Done in the background to each execution that matches when it is come to, and that was"
              + " started before the job was made: the newest first, each exactly once. The same"
              + " Idempotency-Key makes one job.")
  Mono<ResponseEntity<JobId>> start(
      @Authorized(MANAGE) WorkspaceId workspace,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody JobRequest body) {
    return jobs.start(workspace, reader.read(body), key)
        .map(
            id ->
                ResponseEntity.status(HttpStatus.ACCEPTED)
                    .location(locationOf(workspace, id))
                    .body(new JobId(id)));
  }

  static URI locationOf(WorkspaceId workspace, UUID job) {
    return URI.create("/api/v1/workspaces/" + workspace + "/executions/jobs/" + job);
  }

  @GetMapping
  @Operation(summary = "List jobs, newest first")
  Mono<Page<JobResponse>> list(@Authorized(READ) WorkspaceId workspace, PageRequest page) {
    return jobs.list(workspace, page).map(found -> found.map(JobResponse::of));
  }

  @GetMapping("/{jobId}")
  @Operation(summary = "Read how far a job came")
  Mono<JobResponse> get(@Authorized(READ) WorkspaceId workspace, @PathVariable UUID jobId) {
    return jobs.get(workspace, jobId).map(JobResponse::of);
  }

  @PostMapping("/{jobId}/cancel")
  @ResponseStatus(HttpStatus.OK)
  @Operation(
      summary = "Let a job begin no further batch",
      description = "What is done stays done. Cancelling twice is once.")
  Mono<JobResponse> cancel(@Authorized(MANAGE) WorkspaceId workspace, @PathVariable UUID jobId) {
    return jobs.cancel(workspace, jobId).map(JobResponse::of);
  }

  record JobId(UUID jobId) {}

  /// @param matched executions that were come to so far; all of them once it is completed
  record JobResponse(
      UUID id,
      Action action,
      Status status,
      long matched,
      long done,
      long skipped,
      long failed,
      List<JobError> errors,
      @Nullable String error,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant endedAt) {
    static JobResponse of(Job job) {
      return new JobResponse(
          job.id(),
          job.action(),
          job.status(),
          job.done() + job.skipped() + job.failed(),
          job.done(),
          job.skipped(),
          job.failed(),
          job.errors(),
          job.error(),
          job.createdAt(),
          job.updatedAt(),
          job.endedAt());
    }
  }
}
