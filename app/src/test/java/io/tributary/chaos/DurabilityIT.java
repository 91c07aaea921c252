package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The harness in short: each fault alone once, and two at once. `-Dchaos.seed=` repeats a plan.
class DurabilityIT {
  private static final int ROUNDS = 6;

  @TempDir Path directory;

  @Test
  void nothing_is_lost_doubled_stuck_or_leaked_whatever_is_killed() throws Exception {
    long seed = Long.getLong("chaos.seed", ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));

    var report =
        Harness.run(
            seed,
            ROUNDS,
            Path.of(System.getProperty("tributary.jar")),
            directory,
            Path.of("target").toAbsolutePath());

    System.out.println(report.table());
    assertThat(report.isClean()).as(report.text()).isTrue();
    assertThat(report.faults()).allSatisfy((fault, count) -> assertThat(count).isPositive());
    assertThat(report.accepted()).isGreaterThan(ROUNDS * 20L);
    assertThat(report.witnessed()).isPositive();
    assertThat(report.calls()).isPositive();
  }
}
