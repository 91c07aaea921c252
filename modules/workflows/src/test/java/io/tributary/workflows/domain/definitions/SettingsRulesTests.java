package io.tributary.workflows.domain.definitions;

import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.StandInTypes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettingsRulesTests {
  private static List<String> faultsOf(Object settings) {
    var definition = shortest().settings(settings).toMap();
    return DefinitionRules.check(definition, 1_000, new StandInTypes()).stream()
        .peek(fault -> assertThat(fault.nodeId()).isNull())
        .map(fault -> fault.pointer() + " " + fault.code())
        .toList();
  }

  @Test
  void all_may_be_left_out_or_null() {
    var nothing = new HashMap<String, Object>();
    for (var key : List.of("concurrency", "debounce", "onFailure", "timeLimit")) {
      nothing.put(key, null);
    }

    assertThat(faultsOf(Map.of())).isEmpty();
    assertThat(faultsOf(nothing)).isEmpty();
  }

  @Test
  void bounds_themselves_are_allowed() {
    for (var limit : List.<Object>of(1, 10_000, 5L, 7.0)) {
      assertThat(faultsOf(Map.of("concurrency", Map.of("limit", limit)))).isEmpty();
    }
    for (var seconds : List.of(1, 86_400)) {
      assertThat(faultsOf(Map.of("debounce", Map.of("seconds", seconds)))).isEmpty();
    }
    for (var seconds : List.of(1, 31_622_400)) {
      assertThat(faultsOf(Map.of("timeLimit", Map.of("seconds", seconds)))).isEmpty();
    }
    for (var policy : List.of("QUEUE", "SKIP", "CANCEL_PREVIOUS")) {
      assertThat(faultsOf(Map.of("concurrency", Map.of("limit", 1, "policy", policy)))).isEmpty();
    }
    assertThat(faultsOf(Map.of("onFailure", Map.of("workflowId", UUID.randomUUID().toString()))))
        .isEmpty();
  }

  @Test
  void what_is_beyond_them_is_refused() {
    for (var limit : Arrays.asList(0, 10_001, -1, 1.5, "5", true, Double.NaN, List.of())) {
      assertThat(faultsOf(Map.of("concurrency", Map.of("limit", limit))))
          .containsExactly("/settings/concurrency/limit out-of-range");
    }
    assertThat(faultsOf(Map.of("debounce", Map.of("seconds", 86_401))))
        .containsExactly("/settings/debounce/seconds out-of-range");
    assertThat(faultsOf(Map.of("timeLimit", Map.of("seconds", 31_622_401))))
        .containsExactly("/settings/timeLimit/seconds out-of-range");
  }

  @Test
  void every_fault_comes_at_once() {
    assertThat(
            faultsOf(
                Map.of(
                    "concurrency",
                    Map.of("limit", 0, "policy", "DROP", "group", "lead"),
                    "debounce",
                    Map.of(),
                    "onFailure",
                    Map.of("workflowId", "the other one"),
                    "timeLimit",
                    60,
                    "retries~/",
                    3)))
        .containsExactlyInAnyOrder(
            "/settings/concurrency/limit out-of-range",
            "/settings/concurrency/policy not-an-option",
            "/settings/concurrency/group unknown-property",
            "/settings/debounce/seconds required",
            "/settings/onFailure/workflowId not-an-id",
            "/settings/timeLimit wrong-type",
            "/settings/retries~0~1 unknown-property");
    assertThat(faultsOf("none")).containsExactly("/settings wrong-type");
    assertThat(faultsOf(Map.of("onFailure", Map.of())))
        .containsExactly("/settings/onFailure/workflowId required");
  }
}
