package io.tributary.kernel.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HostileExpressionsTests {
  private static final String TWENTY =
      IntStream.range(0, 20).mapToObj(Integer::toString).toList().toString();

  /// Public, so that reflection could reach it.
  public static final class Bean {
    public String getSecret() {
      throw new AssertionError("was called");
    }

    @Override
    public String toString() {
      throw new AssertionError("was called");
    }
  }

  private static List<Fault> faults(String source) {
    var faults = new Faults();
    assertThat(Expressions.compile(source, faults)).isNull();
    return faults.all();
  }

  private static String failure(String source, Map<String, ?> values) {
    var faults = new Faults();
    var expression = Expressions.compile(source, faults);
    assertThat(faults.all()).isEmpty();
    return assertThatExceptionOfType(ExpressionFailed.class)
        .isThrownBy(() -> expression.value(values))
        .satisfies(failed -> assertThat(failed.getStackTrace()).isEmpty())
        .actual()
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getClass()",
        "lead.getClass()",
        "''.getClass().forName('java.lang.Runtime')",
        "java.lang.System.exit(1)",
        "T(java.lang.Runtime)",
        "#lead",
        "${lead}",
        "new File('x')",
        "lead.x()",
        "cel.bind(x, 1, x)",
        "google.protobuf.Any{type_url: 'x'}",
        "dev.cel.expr.Expr{}",
        "optional.of(1)",
        "@result",
        "lead.?x"
      })
  void there_is_no_way_to_java(String source) {
    assertThat(faults(source)).isNotEmpty().allMatch(f -> f.code().equals("invalid-expression"));
  }

  @Test
  void a_java_object_among_the_values_is_null() {
    var values = Map.of("lead", Map.of("bean", new Bean(), "stream", System.in));
    var names = List.of("lead.bean", "lead.stream");
    for (var name : names) {
      assertThat(Expressions.compile(name, new Faults()).value(values)).isNull();
    }
    assertThat(failure("lead.bean.secret", values)).startsWith("the expression");
    assertThat(failure("string(lead.bean)", values)).startsWith("the expression");
  }

  static List<String> tooDeep() {
    return List.of(
        "(".repeat(900) + "1" + ")".repeat(900),
        "[".repeat(1_000) + "]".repeat(1_000),
        "{".repeat(2_000),
        "lead" + ".a".repeat(900),
        "lead" + "[0]".repeat(600),
        "1" + "+1".repeat(900),
        "true" + "?true:true".repeat(190),
        "lead.map(x,".repeat(150) + "1" + ")".repeat(150),
        "lead" + ".map(x,x)".repeat(200),
        "has(".repeat(400),
        "[" + "{'a':".repeat(300) + "1" + "}".repeat(300) + "]");
  }

  @ParameterizedTest
  @MethodSource("tooDeep")
  void deep_nesting_is_a_fault(String source) {
    assertThat(faults(source)).isNotEmpty().allMatch(f -> f.code().equals("invalid-expression"));
  }

  @Test
  void a_source_is_as_long_as_it_may_be_and_no_longer() {
    var longest = "'" + "😀".repeat(Expressions.MAX_CHARS - 2) + "'";
    assertThat(Expressions.compile(longest, new Faults()).value(Map.of()))
        .isEqualTo(longest.substring(1, longest.length() - 1));
    assertThat(faults(longest + " ")).extracting(Fault::code).containsExactly("too-long");
    assertThat(faults("(".repeat(10_000_000))).extracting(Fault::code).containsExactly("too-long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\0", "'\0", "\uD800", "'\uDC00' + '\uD800'", "\u202E", "a\u0000b", "\uFEFF1"})
  void odd_characters_are_faults_or_values(String source) {
    assertThatNoException().isThrownBy(() -> Expressions.compile(source, new Faults()));
  }

  @Test
  void iterations_are_counted_through_all_levels() {
    var inner = "%s.map(x, %s.map(y, %s.exists(z, z == 50)))".formatted(TWENTY, TWENTY, TWENTY);
    assertThat(failure(inner, Map.of()))
        .contains("more than 1000 steps of iteration")
        .contains("line 1, column");
    var many = Map.of("data", Map.of("list", Collections.nCopies(1_001, 1)));
    assertThat(failure("data.list.all(x, x == 1)", many)).contains("1000 steps");
    var enough = Map.of("data", Map.of("list", Collections.nCopies(1_000, 1)));
    assertThat(Expressions.compile("data.list.all(x, x == 1)", new Faults()).value(enough))
        .isEqualTo(true);
  }

  static List<String> laughs() {
    return List.of(
        "['ha']" + ".map(a, a + a + a + a)".repeat(20) + "[0]",
        "['ha']" + ".map(a, a + a + a + a)".repeat(20) + " == ['']",
        "[['ha']]" + ".map(a, a + a + a + a)".repeat(20) + "[0]",
        "['ha']" + ".map(a, [a, a, a, a])".repeat(20),
        "['ha']" + ".map(a, {'x': a, 'y': a})".repeat(20),
        "['ha']" + ".map(a,[a,a])".repeat(30) + "==['ha']" + ".map(a,[a,a])".repeat(30),
        "['ha']" + ".map(a,[a,a])".repeat(30) + " in [['ha']" + ".map(a,[a,a])".repeat(30) + "]",
        "{'a': 1}[['ha']" + ".map(a,[a,a])".repeat(30) + "[0]]",
        "{['ha']" + ".map(a,[a,a])".repeat(30) + "[0]: 1}",
        "'ha'" + ".replace('a', 'aaaaaaaaaa')".repeat(20),
        "'ha'" + ".replace('', 'aaaaaaaaaa')".repeat(20),
        "['ha']" + ".map(a, [a, a, a, a, a, a, a].join('ha'))".repeat(20),
        "['ha']" + ".map(a, a.replace('a', a))".repeat(20),
        "data.list.map(x, data.text + 'x')",
        "data.list.map(x, data.text + 'x').size() > 0",
        "data.list.map(x, data.list.map(y, data.text + 'x'))",
        "data.list.exists(x, data.text.contains('xxx') && false)",
        "data.list.map(x, data.list == data.list + [1])",
        "data.list.map(x, data.text.split(''))",
        "(data.list.all(x, data.text.size() > 0) || true) && data.list.all(x, data.text > '')");
  }

  @ParameterizedTest
  @MethodSource("laughs")
  void little_does_not_become_much(String source) {
    var text = "h".repeat(500_000);
    var values = Map.of("data", Map.of("list", Collections.nCopies(1_000, "x"), "text", text));
    var expression = Expressions.compile(source, new Faults());
    if (expression != null) {
      assertThat(failure(source, values)).startsWith("the expression");
    }
  }

  @Test
  void most_of_the_laughs_are_expressions() {
    assertThat(laughs())
        .filteredOn(source -> Expressions.compile(source, new Faults()) != null)
        .hasSizeGreaterThan(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((x{1000}){1000}){1000}",
        "(x{0,1000}){0,1000}",
        "x{1000}",
        "[",
        "(?<=a)b",
        "(a)\\\\1",
        "\\\\q"
      })
  void a_pattern_that_cannot_be_afforded_or_read_is_a_fault(String pattern) {
    assertThat(faults("lead.x.matches('" + pattern + "')")).hasSize(1);
    var unescaped = pattern.replace("\\\\", "\\");
    assertThat(failure("'x'.matches(lead.pattern)", Map.of("lead", Map.of("pattern", unescaped))))
        .contains("uses a pattern")
        .contains("line 1, column");
  }

  @Test
  void matching_takes_linear_time_and_no_more_than_is_allowed() {
    var a = "a".repeat(30_000);
    var values = Map.of("lead", Map.of("a", a, "p", "(a*)*b"));
    assertThat(Expressions.compile("lead.a.matches('^(a+)+$')", new Faults()).value(values))
        .isEqualTo(true);
    assertThat(Expressions.compile("lead.a.matches(lead.p)", new Faults()).value(values))
        .isEqualTo(false);
    assertThat(failure("(lead.a + lead.a).matches('(x{1,200})b')", values)).contains("pattern");
    assertThat(failure("'x'.matches(lead.a)", values)).contains("pattern that is too long");
    assertThat(failure(TWENTY + ".all(i, lead.a.matches('(a|b|c|d|e)+$'))", values))
        .contains("more work");
  }

  @Test
  void a_deeply_nested_value_harms_nothing() {
    Object deep = "end";
    for (int level = 0; level < 1_000; level++) {
      deep = level % 2 == 0 ? List.of(deep) : Map.of("x", deep);
    }
    var values = Map.of("data", Map.of("deep", deep));
    assertThat(Expressions.compile("data.deep == data.deep", new Faults()).value(values))
        .isEqualTo(true);
    assertThat(Expressions.compile("[data.deep].size()", new Faults()).value(values)).isEqualTo(1L);
  }
}
