package io.tributary.kernel.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTests {
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  private static Map<String, Object> lead(String key, Object value) {
    var lead = new HashMap<String, Object>();
    lead.put(key, value);
    return Map.of("lead", lead);
  }

  private static Expression compiled(String source) {
    var faults = new Faults();
    var expression = Expressions.compile(source, faults);
    assertThat(faults.all()).isEmpty();
    return expression;
  }

  private static Object value(String source, Map<String, ?> values) {
    return compiled(source).value(values);
  }

  private static Object value(String source) {
    return value(source, Map.of());
  }

  private static List<String> faults(String source) {
    var faults = new Faults();
    assertThat(Expressions.compile(source, faults.at("x"))).isNull();
    assertThat(faults.all()).allMatch(fault -> fault.pointer().equals("/x"));
    assertThat(faults.all()).allMatch(fault -> fault.code().equals("invalid-expression"));
    return faults.all().stream().map(Fault::message).toList();
  }

  private static String failure(String source, Map<String, ?> values) {
    var expression = compiled(source);
    return assertThatExceptionOfType(ExpressionFailed.class)
        .isThrownBy(() -> expression.value(values))
        .actual()
        .getMessage();
  }

  @Test
  void a_number_compares_with_every_other_whatever_its_java_type() {
    var thousands =
        List.of(
            1_000,
            1_000L,
            (short) 1_000,
            1_000.0,
            1_000f,
            new BigDecimal("1000"),
            new BigDecimal("1000.00"),
            new BigDecimal("1E3"),
            BigInteger.valueOf(1_000));
    for (var thousand : thousands) {
      var values = Map.of("lead", Map.of("budget", thousand, "list", List.of(thousand)));
      for (var source :
          List.of(
              "lead.budget >= 1000",
              "lead.budget >= 999.5",
              "lead.budget == 1000",
              "lead.budget == 1000.0",
              "1000 in lead.list",
              "lead.budget in [1, 1000]",
              "lead.list == [1000]",
              "!(lead.budget > 1000)",
              "lead.budget < 1000.01")) {
        assertThat(value(source, values)).as(source + " of " + thousand.getClass()).isEqualTo(true);
      }
    }
    assertThat(value("lead.x > 2.4 && lead.x < 3", lead("x", new BigDecimal("2.5"))))
        .isEqualTo(true);
  }

  @Test
  void numbers_beyond_64_bits_are_doubles() {
    var values = lead("x", new BigInteger("9".repeat(40)));
    assertThat(value("lead.x > 9223372036854775807", values)).isEqualTo(true);
    assertThat(value("lead.x", values)).isEqualTo(1e40);
    assertThat(value("lead.x", lead("x", Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(value("lead.x > 1", lead("x", new BigDecimal("1E+999999999")))).isEqualTo(true);
    assertThat(value("lead.x == 0", lead("x", new BigDecimal("1E-999999999")))).isEqualTo(true);
  }

  @Test
  void arithmetic_stays_within_one_type_of_numbers() {
    assertThat(value("lead.x * 2 + 1", lead("x", 20))).isEqualTo(41L);
    assertThat(value("double(lead.x) * 1.25", lead("x", 10))).isEqualTo(12.5);
    assertThat(failure("lead.x * 1.25", lead("x", 10))).contains("type does not fit");
    assertThat(failure("lead.x + 1", lead("x", Long.MAX_VALUE))).contains("range");
    assertThat(failure("1 / lead.x", lead("x", 0)))
        .isEqualTo("the expression divides by zero (line 1, column 3)");
  }

  @Test
  void what_is_not_there_fails_and_can_be_asked_for() {
    assertThat(value("has(lead.email)", lead("email", "a@b"))).isEqualTo(true);
    assertThat(value("has(lead.email)", lead("name", "a"))).isEqualTo(false);
    assertThat(value("has(lead.email)")).isEqualTo(false);
    assertThat(value("has(lead.email)", Collections.singletonMap("lead", null))).isEqualTo(false);
    assertThat(value("has(lead.email) ? lead.email : 'none'")).isEqualTo("none");
    assertThat(value("lead == {} && size(loop) == 0")).isEqualTo(true);
    assertThat(failure("lead.email", lead("name", "a")))
        .isEqualTo("the expression reads a field that is not there (line 1, column 5)");
    assertThat(failure("lead.email.domain", lead("email", "a@b"))).startsWith("the expression");
    assertThat(failure("lead.x[3]", lead("x", List.of(1)))).contains("beyond its end");
    assertThat(failure("lead['a b']", lead("x", 1))).contains("not there");
  }

  @Test
  void null_is_a_value() {
    assertThat(value("lead.email == null", lead("email", null))).isEqualTo(true);
    assertThat(value("has(lead.email)", lead("email", null))).isEqualTo(true);
    assertThat(value("lead.email", lead("email", null))).isNull();
    assertThat(value("lead.email == ''", lead("email", null))).isEqualTo(false);
    assertThat(value("[null, {'a': null}]"))
        .isEqualTo(Arrays.asList(null, Collections.singletonMap("a", null)));
    assertThat(failure("lead.email.size()", lead("email", null))).contains("type does not fit");
  }

  @Test
  void ids_constants_and_times_are_texts() {
    var values =
        Map.of(
            "lead",
            Map.of("id", ID, "unit", TimeUnit.DAYS, "at", Instant.parse("2026-03-29T01:30:00Z")));
    assertThat(value("lead.id", values)).isEqualTo(ID.toString());
    assertThat(value("lead.unit == 'DAYS'", values)).isEqualTo(true);
    assertThat(value("lead.at", values)).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(value("timestamp(lead.at) < timestamp('2026-03-29T02:00:00Z')", values))
        .isEqualTo(true);
    assertThat(value("lead.x == null", lead("x", new Object()))).isEqualTo(true);
  }

  @Test
  void lists_and_maps_of_any_kind_are_read() {
    var values =
        Map.of(
            "data",
            Map.of(
                "tags", new LinkedList<>(List.of("a", "b")),
                "set", new TreeSet<>(List.of(3, 1, 2)),
                "items", List.of(Map.of("price", 5, "n", 2), Map.of("price", 2.5, "n", 1))));
    assertThat(value("data.items[0].price * data.items[0].n", values)).isEqualTo(10L);
    assertThat(value("data.items.map(i, i.price)", values)).isEqualTo(List.of(5L, 2.5));
    assertThat(value("data.items.filter(i, i.price > 3)", values))
        .isEqualTo(List.of(Map.of("price", 5L, "n", 2L)));
    assertThat(value("data.items.exists_one(i, i.n == 1)", values)).isEqualTo(true);
    assertThat(value("data.tags[1] + data.tags[0]", values)).isEqualTo("ba");
    assertThat(value("data.set", values)).isEqualTo(List.of(1L, 2L, 3L));
    assertThat(value("'tags' in data && !('x' in data)", values)).isEqualTo(true);
    assertThat(value("data.all(key, key.size() > 2)", values)).isEqualTo(true);
    assertThat(value("data.items + [{'n': 3}]", values)).asList().hasSize(3);
    assertThat(value("data == data && data.items[0] == {'n': 2.0, 'price': 5}", values))
        .isEqualTo(true);
  }

  @Test
  void results_are_what_json_can_hold() {
    assertThat(value("1 + 1")).isEqualTo(2L);
    assertThat(value("7u")).isEqualTo(7L);
    assertThat(value("2.0 * 2.0")).isEqualTo(4L);
    assertThat(value("-0.0")).isEqualTo(0L);
    assertThat(value("0.5")).isEqualTo(0.5);
    assertThat(value("1e300")).isEqualTo(1e300);
    assertThat(value("timestamp('2026-03-29T03:30:00+02:00')")).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(value("duration('90m')")).isEqualTo("PT1H30M");
    assertThat(value("{'a': [1, 'x', true, duration('1s')]}"))
        .isEqualTo(Map.of("a", List.of(1L, "x", true, "PT1S")));
    assertThat(failure("1.0 / 0.0", Map.of())).contains("not a finite number");
    assertThat(failure("18446744073709551615u", Map.of())).contains("64 bits");
    assertThat(failure("{1: 2}", Map.of())).contains("a key that is not a text");
    assertThat(failure("type(1)", Map.of())).contains("JSON cannot hold");
    assertThat(failure("{'a': 1, 'a': 2}", Map.of())).contains("same key twice");
  }

  @Test
  void a_result_does_not_change_with_the_values_it_was_made_from() {
    var inner = new ArrayList<Object>(List.of("a"));
    var result = value("lead", lead("inner", inner));
    inner.add("b");
    assertThat(result).isEqualTo(Map.of("inner", List.of("a")));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> ((Map<?, ?>) result).clear());
  }

  @Test
  void texts_are_counted_and_cut_by_code_points() {
    assertThat(value("lead.x.size()", lead("x", "häß😀"))).isEqualTo(4L);
    assertThat(value("lead.x.substring(3)", lead("x", "häß😀"))).isEqualTo("😀");
    assertThat(value("lead.x.indexOf('😀')", lead("x", "äö😀"))).isEqualTo(2L);
    assertThat(value("lead.`size-1` == 'XL'", lead("size-1", "XL"))).isEqualTo(true);
    assertThat(value("lead['größe 😀']", lead("größe 😀", 1))).isEqualTo(1L);
    assertThat(value("'ÄB'.lowerAscii() + 'äb'.upperAscii()")).isEqualTo("ÄbäB");
    assertThat(value("lead.x.matches('^\\\\p{L}+.$')", lead("x", "häß😀"))).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'a,b,c'.split(',').join('-')       | a-b-c
          ['x', 'y'].join()                  | xy
          [].join(',')                       | ""
          ' a '.trim()                       | a
          'aXbXc'.replace('X', '')           | abc
          'aXbXc'.replace('X', '--', 1)      | a--bXc
          'aXbXc'.replace('X', '-', 0)       | aXbXc
          'aXbXc'.replace('X', '-', -1)      | a-b-c
          'a😀b'.replace('', '.')            | .a.😀.b.
          'ab'.replace('', '.', 2)           | .a.b
          ''.replace('', '.')                | .
          'ab'.replace('abc', '.')           | ab
          'a$1'.replace('$1', '\\\\')        | a\\
          """)
  void texts_can_be_taken_apart_and_put_together(String source, String expected) {
    assertThat(value(source)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          foo > 1                 | line 1, column 1: 'foo' is not known; known are lead, response, *
          '😀' + foo              | line 1, column 7: 'foo' is not known; *
          lead.x && (y == z)      | line 1, column 12: 'y' is not known; *
          now()                   | line 1, column 4: there is no function 'now'
          '%s'.format([1])        | line 1, column 12: there is no function 'format'
          'a'.reverse()           | line 1, column 12: there is no function 'reverse'
          lead.x ==               | line 1, column *: ends too early
          lead.x = 1              | line 1, column 8: '=' cannot be read here
          1 2                     | line 1, column 3: '2' is not expected here
          'a' + 1                 | line 1, column 5: '+' does not take (string, int)
          1 < timestamp('x')      | line 1, column 3: '<' does not take (int, timestamp)
          !1                      | line 1, column 1: '!' does not take (int)
          1 in 2                  | line 1, column 3: 'in' does not take (int, int)
          size(1)                 | line 1, column 5: 'size' does not take (int)
          null.x                  | line 1, column 5: a value of type null has no fields
          if (x) 1                | line 1, column 8: '1' is not expected here
          package                 | line 1, column 1: 'package' is not known; *
          99999999999999999999    | line 1, column 1: is not a number of at most 64 bits
          has(lead)               | line 1, column *: has() takes a field, *
          lead.map(1, 2)          | line 1, column *: must be a simple name, *
          b'abc'                  | line 1, column 1: bytes are not supported
          bytes('a')              | line 1, column 6: there is no function 'bytes'
          lead.matches('[')       | line 1, column 14: the expression uses a pattern that is not *
          """)
  void a_fault_says_in_plain_words_what_is_wrong_and_where(String source, String expected) {
    var shape = java.util.regex.Pattern.quote(expected).replace("*", "\\E.*\\Q");
    assertThat(faults(source)).first().asString().matches(shape);
    assertThat(faults(source)).noneMatch(m -> m.contains("dev.cel") || m.contains("java."));
  }

  @Test
  void every_fault_is_named_on_its_line() {
    assertThat(faults("lead.a == foo\n  && bar(1)\r\n  || lead.x"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("line 1, column 11: 'foo' is not known"),
            second -> assertThat(second).isEqualTo("line 2, column 9: there is no function 'bar'"));
    assertThat(faults("@".repeat(1_000))).hasSize(5);
    assertThat(faults("a".repeat(2_000)).getFirst()).contains("aaa…'").hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t "})
  void nothing_is_no_expression(String source) {
    assertThat(faults(source)).containsExactly("must not be empty");
  }

  @Test
  void roots_are_known_and_nothing_else_is_resolved() {
    for (var root : Expressions.ROOTS) {
      assertThat(value(root + ".x", Map.of(root, Map.of("x", 1)))).isEqualTo(1L);
      assertThat(value(root)).isEqualTo(Map.of());
    }
    assertThat(value("loop", Map.of("loop", "text"))).isEqualTo("text");
    assertThat(value("[1].map(lead, lead + 1)", lead("x", 1))).isEqualTo(List.of(2L));
  }

  @Test
  void one_expression_serves_many_threads() throws Exception {
    var expression = compiled("lead.items.map(i, i * lead.x).filter(i, i >= lead.x)");
    Callable<Void> task =
        () -> {
          for (int x = 1; x < 300; x++) {
            var values = Map.of("lead", Map.of("x", x, "items", List.of(0, 1, 2)));
            assertThat(expression.value(values)).isEqualTo(List.of((long) x, 2L * x));
          }
          return null;
        };
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var done : threads.invokeAll(Collections.nCopies(8, task))) {
        done.get();
      }
    }
  }
}
