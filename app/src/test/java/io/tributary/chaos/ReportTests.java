package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {
  private final Plan plan = Plan.of(42, 6, Duration.ofSeconds(3));

  private Report report(long ended, List<Offence> offences) {
    return new Report(42, plan.rounds(), new Story().begun, 3, ended, 10, 5, offences, 60);
  }

  @Test
  void it_is_clean_only_without_an_offence_and_with_all_ended() {
    assertThat(report(3, List.of()).isClean()).isTrue();
    assertThat(report(2, List.of()).isClean()).isFalse();
    assertThat(report(3, List.of(Offence.leaked("a connection", "is gone"))).isClean()).isFalse();
  }

  @Test
  void the_json_has_every_count() {
    var offences =
        List.of(
            Offence.lost("rich", "a"),
            Offence.lost("poor", "b"),
            Offence.doubled("rich", "c"),
            Offence.stuck("rich", "d"),
            Offence.leaked("pool", "e"));

    var json = JsonMapper.builder().build().readTree(report(2, offences).json());

    assertThat(json.path("rounds").asInt()).isEqualTo(6);
    assertThat(json.path("faults").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly(
            "killService", "stopService", "stallService", "killPostmaster", "killBackend");
    assertThat(json.path("faults").valueStream().mapToInt(count -> count.asInt()).sum())
        .isEqualTo(7);
    assertThat(json.path("twoAtOnce").asInt()).isEqualTo(1);
    assertThat(json.path("accepted").asInt()).isEqualTo(3);
    assertThat(json.path("ended").asInt()).isEqualTo(2);
    assertThat(json.path("lost").asInt()).isEqualTo(2);
    assertThat(json.path("doubled").asInt()).isEqualTo(1);
    assertThat(json.path("stuck").asInt()).isEqualTo(1);
    assertThat(json.path("leakedConnections").asInt()).isEqualTo(1);
    assertThat(json.path("seed").asLong()).isEqualTo(42);
    assertThat(json.path("durationSeconds").asLong()).isEqualTo(60);
  }

  @Test
  void a_failure_names_the_seed_and_of_each_offender_the_round_in_which_it_began() {
    var text =
        report(
                3,
                List.of(Offence.lost("plain", "was x"), Offence.doubled("rich at 'call'", "was y")))
            .text();

    assertThat(text)
        .contains("seed 42")
        .contains("LOST round 3 (" + plan.rounds().get(2).label() + "): plain was x")
        .contains("DOUBLED round 1 (" + plan.rounds().get(0).label() + "): rich at 'call' was y");
  }

  @Test
  void the_table_has_a_row_for_each_count() {
    assertThat(report(3, List.of()).table())
        .startsWith("| what | count |\n|---|---:|\n| rounds | 6 |\n")
        .contains("| `killBackend` | ")
        .contains("| accepted starts | 3 |")
        .contains("| lost | 0 |")
        .contains("| seed | `42` |");
  }
}
