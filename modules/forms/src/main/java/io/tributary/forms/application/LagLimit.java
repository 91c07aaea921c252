package io.tributary.forms.application;

import io.tributary.kernel.outbox.OutboxLag;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Says when what follows from earlier submissions is so far behind that no more should be taken.
@Component
class LagLimit {
  private final OutboxLag lag;
  private final Duration max;
  private volatile boolean exceeded;

  LagLimit(OutboxLag lag, FormsProperties properties) {
    this.lag = lag;
    this.max = properties.maxLag();
  }

  /// From when the lag passes the limit until it is down to half of it.
  boolean isExceeded() {
    var now = lag.current().compareTo(exceeded ? max.dividedBy(2) : max) > 0;
    if (now != exceeded) {
      exceeded = now;
    }
    return now;
  }
}
