package io.tributary.kernel.outbox;

import io.tributary.kernel.work.BackgroundJob;
import io.tributary.kernel.work.WorkLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

@Component
class LagSampler extends BackgroundJob {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  LagSampler(SampledLag lag) {
    super(new WorkLoop("outbox lag", INTERVAL, lag::sample));
  }
}
