package io.tributary.kernel.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import org.junit.jupiter.api.Test;

class FaultsTests {
  @Test
  void faults_of_all_levels_are_thrown_together_in_the_order_found() {
    var faults = new Faults();
    faults.at("fields").at(2).at("key").add("required", "must be there");
    faults.require(false, "too-many", "are too many");
    faults.require(true, "never", "never");

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(faults::throwIfAny)
        .withMessage("2 faults in the input")
        .satisfies(
            problem ->
                assertThat(problem.faults())
                    .containsExactly(
                        new Fault("/fields/2/key", "required", "must be there"),
                        new Fault("", "too-many", "are too many")));
  }

  @Test
  void a_hostile_key_stays_one_segment_of_the_pointer() {
    var faults = new Faults();
    faults.at("a/b~c").at("").at("ü☃").add("x", "x");

    assertThat(faults.all()).extracting(Fault::pointer).containsExactly("/a~1b~0c//ü☃");
  }

  @Test
  void none_throws_nothing() {
    var faults = new Faults();
    faults.throwIfAny();

    assertThat(faults.isEmpty()).isTrue();
  }
}
