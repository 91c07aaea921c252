package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.benchmarks.BenchOptions.Mode;
import io.tributary.benchmarks.measures.Crowd;
import io.tributary.benchmarks.measures.NoopExecutions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BenchOptionsTests {
  @AfterEach
  void forget() {
    System.clearProperty("bench.only");
    System.clearProperty("bench.rounds");
    System.clearProperty("bench.warmup");
  }

  @Test
  void the_mode_says_how_much_is_measured() {
    var options = BenchOptions.of("app.jar", "full", "target");

    assertThat(options.mode()).isEqualTo(Mode.FULL);
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.warmUp()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    assertThat(options.sustained()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.page()).isNull();
  }

  @Test
  void a_property_overrules_the_mode_unless_it_is_empty() {
    System.setProperty("bench.rounds", "2");
    System.setProperty("bench.warmup", "");

    var options = BenchOptions.of("app.jar", "quick", "target");

    assertThat(options.rounds()).isEqualTo(2);
    assertThat(options.warmUp()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void single_measures_can_be_asked_for() {
    var crowd = new Crowd(null, Duration.ofSeconds(1));
    var batches = new NoopExecutions(null, 1);
    System.setProperty("bench.only", "Crowd,Reads");

    var options = BenchOptions.of("app.jar", "full", "target");

    assertThat(options.wants(crowd)).isTrue();
    assertThat(options.wants(batches)).isFalse();
    System.clearProperty("bench.only");
    assertThat(BenchOptions.of("app.jar", "full", "target").wants(batches)).isTrue();
  }

  @Test
  void anything_else_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> BenchOptions.of("app.jar"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchOptions.of("app.jar", "huge", "target"));
  }
}
