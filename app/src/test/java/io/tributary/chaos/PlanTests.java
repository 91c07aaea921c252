package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.Plan.Round;
import io.tributary.chaos.Plan.Strike;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTests {
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final int DECK = 6;

  @Test
  void the_same_seed_makes_the_same_plan_and_a_longer_one_begins_alike() {
    assertThat(Plan.of(7, 30, LEASE)).isEqualTo(Plan.of(7, 30, LEASE));
    assertThat(Plan.of(7, 30, LEASE).rounds().subList(0, 5))
        .isEqualTo(Plan.of(7, 5, LEASE).rounds());
    assertThat(Plan.of(7, 30, LEASE)).isNotEqualTo(Plan.of(8, 30, LEASE));
  }

  @Test
  void six_rounds_have_each_fault_alone_and_two_at_once_whatever_the_seed() {
    LongStream.range(0, 200)
        .forEach(
            seed -> {
              var rounds = Plan.of(seed, DECK, LEASE).rounds();

              assertThat(alone(rounds)).containsExactlyInAnyOrder(Fault.values());
              assertThat(rounds).filteredOn(round -> round.strikes().size() == 2).hasSize(1);
            });
  }

  private static List<Fault> alone(List<Round> rounds) {
    return rounds.stream()
        .filter(round -> round.strikes().size() == 1)
        .map(round -> round.strikes().getFirst().fault())
        .toList();
  }

  @Test
  void two_at_once_are_different_faults_of_different_instances() {
    var twice =
        Plan.of(1, 600, LEASE).rounds().stream()
            .map(Round::strikes)
            .filter(strikes -> strikes.size() == 2)
            .toList();

    assertThat(twice)
        .isNotEmpty()
        .allSatisfy(
            strikes -> {
              assertThat(strikes.get(0).fault()).isNotEqualTo(strikes.get(1).fault());
              assertThat(strikes.get(0).service()).isNotEqualTo(strikes.get(1).service());
            });
  }

  @Test
  void every_stall_outlasts_the_lease_and_some_an_idle_transaction() {
    var stalls =
        Plan.of(1, 60, LEASE).rounds().stream()
            .flatMap(round -> round.strikes().stream())
            .filter(strike -> strike.fault() == Fault.STALL_SERVICE)
            .map(Strike::stall)
            .toList();

    assertThat(stalls)
        .isNotEmpty()
        .allSatisfy(stall -> assertThat(stall).isGreaterThan(LEASE))
        .contains(Plan.LONG_STALL);
    assertThat(stalls.getFirst()).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void both_instances_are_struck() {
    var services =
        Plan.of(1, 60, LEASE).rounds().stream()
            .flatMap(round -> round.strikes().stream())
            .filter(strike -> strike.fault().ofService())
            .map(Strike::service)
            .distinct();

    assertThat(services).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void no_rounds_are_no_faults() {
    assertThat(Plan.of(1, 0, LEASE).rounds()).isEmpty();
    assertThat(Arrays.stream(Fault.values()).map(Fault::label)).doesNotHaveDuplicates();
  }
}
