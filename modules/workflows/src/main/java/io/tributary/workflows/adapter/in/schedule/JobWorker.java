package io.tributary.workflows.adapter.in.schedule;

import io.tributary.kernel.work.BackgroundJob;
import io.tributary.kernel.work.WorkLoop;
import io.tributary.workflows.application.port.in.executions.WorkOffJobs;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Works off jobs, on every node: when one is made, and now and then in case that nobody said so.
@Component
final class JobWorker extends BackgroundJob {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  JobWorker(WorkOffJobs jobs) {
    var loop = new WorkLoop("jobs", INTERVAL, jobs::workOneBatch);
    super(loop);
    jobs.onWork(loop::wake);
  }
}
