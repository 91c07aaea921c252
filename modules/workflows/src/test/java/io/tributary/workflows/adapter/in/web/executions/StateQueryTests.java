package io.tributary.workflows.adapter.in.web.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateQueryTests {
  private final Faults faults = new Faults();

  static Stream<String> refused() {
    return Stream.of(
        "{",
        "1",
        "[]",
        "null",
        " ",
        "{} {}",
        "{\"a\": 1e999999}",
        "{\"a\": [1e-999999]}",
        "{\"a\": " + "1".repeat(2_000) + "}",
        "{\"a\": \"\\u0000\"}",
        "{\"\\u0000\": 1}",
        "{\"a\": \"" + "x".repeat(10_000) + "\"}",
        "{\"a\":".repeat(1_500));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_is_no_object_that_can_be_stored_is_one_fault(String state) {
    assertThat(StateQuery.read(state, faults)).isNull();
    assertThat(faults.all()).extracting(Fault::pointer).containsExactly("?state");
  }

  @Test
  void an_object_is_read_and_nothing_is_nothing() {
    assertThat(StateQuery.read("{ \"ü\": [1.50, {\"b\": null}] }", faults))
        .isEqualTo("{\"ü\":[1.50,{\"b\":null}]}");
    assertThat(StateQuery.read("", faults)).isNull();
    assertThat(StateQuery.read(null, faults)).isNull();
    assertThat(faults.isEmpty()).isTrue();
  }
}
