package io.tributary.kernel.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.problems.Faults;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OperatorTests {
  private static boolean holds(Object field, String operator, Object value) {
    var source = new HashMap<String, Object>(Map.of("field", "f", "operator", operator));
    if (value != null) {
      source.put("value", value);
    }
    var faults = new Faults();
    var condition = Conditions.compile(source, faults);
    assertThat(faults.all()).isEmpty();
    return condition.test(Collections.singletonMap("f", field));
  }

  @Test
  void numbers_are_equal_as_numbers() {
    for (Object same :
        List.of(5, 5L, 5.0, 5.0f, (short) 5, new BigDecimal("5.000"), BigInteger.valueOf(5), "5")) {
      assertThat(holds(same, "eq", 5)).as("%s", same).isTrue();
      assertThat(holds(5, "eq", same)).as("%s", same).isTrue();
    }
    assertThat(holds(0.1, "eq", new BigDecimal("0.1"))).isTrue();
    assertThat(holds(" 5 ", "eq", 5)).isTrue();
    assertThat(holds(true, "eq", 1)).isFalse();
    assertThat(holds("five", "neq", 5)).isTrue();
    assertThat(holds(9007199254740993L, "eq", 9007199254740992L)).isFalse();
  }

  @Test
  void two_texts_are_compared_as_texts_even_if_they_look_like_numbers() {
    assertThat(holds("5.0", "eq", "5")).isFalse();
    assertThat(holds("900", "gt", "1000")).isTrue();
    assertThat(holds("900", "gt", 1000)).isFalse();
  }

  @Test
  void texts_are_compared_by_code_point_and_with_case() {
    assertThat(holds("Zebra", "eq", "zebra")).isFalse();
    assertThat(holds("Zebra", "lt", "apple")).isTrue();
    // U+1F600 comes after U+FF01, although its first UTF-16 unit comes before
    assertThat(holds("\uD83D\uDE00", "gt", "\uFF01")).isTrue();
    assertThat(holds("ab", "gt", "a")).isTrue();
    assertThat(holds("ä", "eq", "a\u0308")).isFalse();
  }

  @Test
  void what_cannot_be_compared_is_neither_greater_nor_less() {
    for (Object odd : Arrays.asList(null, true, "many", List.of(9), Map.of(), Double.NaN, "")) {
      for (var operator : List.of("gt", "gte", "lt", "lte")) {
        assertThat(holds(odd, operator, 5)).as("%s %s", odd, operator).isFalse();
      }
    }
  }

  @Test
  void huge_numbers_cost_nothing() {
    assertThat(holds("1e999999999", "gt", 5)).isTrue();
    assertThat(holds(new BigDecimal("1e999999999"), "eq", new BigDecimal("1e-999999999")))
        .isFalse();
    assertThat(holds("9".repeat(100_000), "gt", 5)).isFalse();
    assertThat(holds(new BigDecimal("1e999999999"), "contains", "9")).isFalse();
    assertThat(holds("x", "contains", new BigDecimal("1e999999999"))).isFalse();
  }

  @Test
  void in_takes_any_of_the_values_and_any_element_of_a_list() {
    assertThat(holds("b", "in", List.of("a", "b"))).isTrue();
    assertThat(holds(2, "in", List.of("a", "2"))).isTrue();
    assertThat(holds(List.of("x", "b"), "in", List.of("a", "b"))).isTrue();
    assertThat(holds(List.of("x"), "not_in", List.of("a", "b"))).isTrue();
    assertThat(holds(null, "not_in", List.of("a"))).isTrue();
    assertThat(holds(Arrays.asList(null, "a"), "in", List.of("a"))).isTrue();
  }

  @Test
  void contains_looks_into_lists_and_texts() {
    assertThat(holds(List.of("a", 5), "contains", "5")).isTrue();
    assertThat(holds(Set.of("a"), "contains", "a")).isTrue();
    assertThat(holds("Tributary", "contains", "but")).isTrue();
    assertThat(holds("route 66", "contains", 66)).isTrue();
    assertThat(holds("Tributary", "not_contains", "BUT")).isTrue();
    assertThat(holds(66, "contains", 6)).isFalse();
    assertThat(holds(Map.of("a", 1), "contains", "a")).isFalse();
  }

  @Test
  void beginnings_and_ends() {
    assertThat(holds("\uD83D\uDE00 hello", "starts_with", "\uD83D\uDE00")).isTrue();
    assertThat(holds("me@example.com", "ends_with", "@example.com")).isTrue();
    assertThat(holds(4711, "starts_with", "47")).isTrue();
    assertThat(holds(null, "ends_with", "m")).isFalse();
    assertThat(holds(List.of("m"), "ends_with", "m")).isFalse();
  }

  @Test
  void emptiness() {
    for (Object empty : Arrays.asList(null, "", "  \n", List.of(), Map.of())) {
      assertThat(holds(empty, "is_empty", null)).as("%s", empty).isTrue();
      assertThat(holds(empty, "is_not_empty", null)).as("%s", empty).isFalse();
    }
    for (Object full : Arrays.asList(0, false, "x", List.of(""), Map.of("a", 1))) {
      assertThat(holds(full, "is_empty", null)).as("%s", full).isFalse();
      assertThat(holds(full, "is_not_empty", null)).as("%s", full).isTrue();
    }
    assertThat(holds("", "exists", null)).isTrue();
  }

  @Test
  void times_are_compared_as_instants() {
    assertThat(holds("2026-03-29T01:30:00+02:00", "before", "2026-03-29T00:00:00Z")).isTrue();
    assertThat(holds("2026-03-29T01:30:00.5Z", "after", "2026-03-29T01:30:00Z")).isTrue();
    assertThat(holds("2026-03-29T01:30:00", "after", "2026-03-29T01:29:59Z")).isTrue();
    assertThat(holds(Instant.parse("2026-01-01T00:00:00Z"), "before", "2026-01-01T00:00:01Z"))
        .isTrue();
  }

  @Test
  void against_a_day_an_instant_counts_as_its_day_in_utc() {
    assertThat(holds("2026-03-29T23:59:59Z", "after", "2026-03-29")).isFalse();
    assertThat(holds("2026-03-29T00:00:00Z", "before", "2026-03-29")).isFalse();
    assertThat(holds("2026-03-30T00:30:00+01:00", "after", "2026-03-29")).isFalse();
    assertThat(holds("2026-03-30", "after", "2026-03-29")).isTrue();
    assertThat(holds(LocalDate.of(2026, 3, 28), "before", "2026-03-29")).isTrue();
  }

  @Test
  void what_is_no_time_is_neither_before_nor_after() {
    for (Object odd : Arrays.asList(null, "", "soon", "2026-02-30", 5, "2026-13-01T00:00:00Z")) {
      assertThat(holds(odd, "before", "2026-03-29")).as("%s", odd).isFalse();
      assertThat(holds(odd, "after", "2026-03-29")).as("%s", odd).isFalse();
    }
  }

  @Test
  void ids_and_enums_are_compared_as_they_are_written() {
    var id = UUID.fromString("0190a1b2-0000-7000-8000-000000000001");
    assertThat(holds(id, "eq", id.toString())).isTrue();
    assertThat(holds(Thread.State.NEW, "eq", "NEW")).isTrue();
  }
}
