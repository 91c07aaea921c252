package io.tributary.kernel;

import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
final class TimeOrderedIds implements IdGenerator {
  private final NoArgGenerator generator;

  TimeOrderedIds(Clock clock) {
    generator =
        new TimeBasedEpochGenerator(
            new SecureRandom(),
            new UUIDClock() {
              @Override
              public long currentTimeMillis() {
                return clock.millis();
              }
            });
  }

  @Override
  public UUID next() {
    return generator.generate();
  }
}
