package io.tributary.forms.domain;

import static io.tributary.forms.domain.Drafts.choice;
import static io.tributary.forms.domain.Drafts.field;
import static io.tributary.forms.domain.Drafts.form;
import static io.tributary.forms.domain.Drafts.range;
import static io.tributary.forms.domain.Drafts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormDefinitionTests {

  private static List<String> faultsOf(FormDraft draft) {
    var refusal = catchThrowableOfType(InvalidInput.class, () -> FormDefinition.of(draft));
    return refusal == null
        ? List.of()
        : refusal.faults().stream().map(f -> f.pointer() + " " + f.code()).toList();
  }

  @Test
  void every_fault_is_named_at_its_place() {
    var draft =
        new FormDraft(
            " ",
            "\0",
            Arrays.asList(
                new FieldDraft(
                    "Bad Key", "NOVEL", "", null, null, null, null, null, null, null, null, null),
                null,
                text("name", FieldKind.TEXT, false, 9, 3, "(["),
                field("name", FieldKind.CHECKBOX),
                choice("size", FieldKind.CHOICE, false),
                choice("plan", FieldKind.MULTI_CHOICE, false, "a", "b", "a"),
                range("age", FieldKind.NUMBER, 10, 5),
                range("day", FieldKind.DATE, "2026-02-30", "soon"),
                range("title", FieldKind.TEXT, 1, null),
                text("long", FieldKind.TEXT, false, -1, 9_999, "x".repeat(501))));

    assertThat(faultsOf(draft))
        .containsExactly(
            "/title required",
            "/description invalid-character",
            "/fields/0/key bad-key",
            "/fields/0/type unknown-type",
            "/fields/0/label required",
            "/fields/1 required",
            "/fields/2/minLength min-above-max",
            "/fields/2/pattern bad-pattern",
            "/fields/3/key duplicate",
            "/fields/4/options required",
            "/fields/5/options/2/value duplicate",
            "/fields/6/min min-above-max",
            "/fields/7/min not-a-date",
            "/fields/7/max not-a-date",
            "/fields/8/min not-applicable",
            "/fields/9/minLength out-of-range",
            "/fields/9/maxLength out-of-range",
            "/fields/9/pattern too-long");
  }

  @Test
  void a_form_may_have_no_fields_yet_but_must_say_so() {
    assertThat(faultsOf(new FormDraft("T", null, List.of()))).isEmpty();
    assertThat(faultsOf(new FormDraft("T", null, null))).containsExactly("/fields required");
  }

  @Test
  void the_201st_field_is_refused() {
    var fields = new ArrayList<FieldDraft>();
    IntStream.range(0, 200).forEach(i -> fields.add(field("f" + i, FieldKind.TEXT)));
    assertThat(faultsOf(new FormDraft("T", null, Collections.unmodifiableList(fields)))).isEmpty();

    fields.add(field("f200", FieldKind.TEXT));

    assertThat(faultsOf(new FormDraft("T", null, Collections.unmodifiableList(fields))))
        .containsExactly("/fields too-many");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "utm_source", "a1", "x_"})
  void a_key_is_a_small_letter_and_what_follows(String key) {
    assertThat(faultsOf(form(field(key, FieldKind.TEXT)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1a", "_a", "A", "a-b", "a b", "ä", "a\n", "a\0", "__proto__"})
  void any_other_key_is_refused(String key) {
    assertThat(faultsOf(form(field(key, FieldKind.TEXT)))).contains("/fields/0/key bad-key");
  }

  @Test
  void a_key_of_64_characters_is_too_long() {
    assertThat(faultsOf(form(field("k".repeat(63), FieldKind.TEXT)))).isEmpty();
    assertThat(faultsOf(form(field("k".repeat(64), FieldKind.TEXT)))).isNotEmpty();
  }

  @Test
  void titles_are_counted_by_code_points() {
    assertThat(faultsOf(new FormDraft("🚀".repeat(200), null, List.of()))).isEmpty();
    assertThat(faultsOf(new FormDraft("🚀".repeat(201), null, List.of())))
        .containsExactly("/title too-long");
  }

  @Test
  void half_a_surrogate_pair_is_refused() {
    assertThat(faultsOf(new FormDraft("a\ud83d", null, List.of())))
        .containsExactly("/title invalid-character");
  }

  @Test
  void a_hidden_field_needs_no_label_and_others_do() {
    var hidden =
        new FieldDraft("utm", "HIDDEN", null, null, null, null, null, null, null, null, null, null);
    assertThat(FormDefinition.of(form(hidden)).fields().getFirst().label()).isEqualTo("utm");

    var shown =
        new FieldDraft("utm", "TEXT", null, null, null, null, null, null, null, null, null, null);
    assertThat(faultsOf(form(shown))).containsExactly("/fields/0/label required");
  }

  @Test
  void options_are_refused_where_nothing_is_chosen() {
    var draft =
        new FieldDraft(
            "a",
            "NUMBER",
            "A",
            null,
            null,
            null,
            1,
            2,
            null,
            null,
            ".",
            List.of(new FieldDraft.OptionDraft("v", null)));
    assertThat(faultsOf(form(draft)))
        .containsExactly(
            "/fields/0/minLength not-applicable",
            "/fields/0/maxLength not-applicable",
            "/fields/0/pattern not-applicable",
            "/fields/0/options not-applicable");
  }

  @Test
  void bounds_of_numbers_have_a_bounded_size() {
    assertThat(faultsOf(form(range("n", FieldKind.NUMBER, new BigDecimal("1e999999"), null))))
        .containsExactly("/fields/0/min too-many-digits");
    assertThat(faultsOf(form(range("n", FieldKind.NUMBER, "5", Double.NaN))))
        .containsExactly("/fields/0/min wrong-type", "/fields/0/max wrong-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((((a{30}){30}){30}){30}){30}){30})",
        "(((((((a{1,30}){1,30}){1,30}){1,30}){1,30}){1,30}){1,30})x",
        "[[:alpha:][]((((((a{30}){30}){30}){30}){30}){30})[]]",
        "[]a]((((((a{30}){30}){30}){30}){30}){30})",
        "\\Q[\\E((((((a{30}){30}){30}){30}){30}){30})",
        "\\p{L}((((((\\x{41}{30}){30}){30}){30}){30}){30})"
      })
  void a_pattern_that_unrolls_into_millions_of_steps_is_refused_before_it_is_compiled(
      String pattern) {
    assertThat(faultsOf(form(text("t", FieldKind.TEXT, false, null, null, pattern))))
        .containsExactly("/fields/0/pattern pattern-too-expensive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[A-Z]{2}[0-9]{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,3})?",
        "\\p{L}{1,50}",
        "(?i)[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}",
        "https?://[^\\s/$.?#].[^\\s]*",
        "(a+)+$"
      })
  void everyday_patterns_are_taken(String pattern) {
    assertThat(faultsOf(form(text("t", FieldKind.TEXT, false, null, null, pattern)))).isEmpty();
  }

  @Test
  void what_a_pattern_may_cost_depends_on_the_longest_text() {
    var pattern = "([a-z]{1,20} ){1,15}";
    assertThat(faultsOf(form(text("t", FieldKind.LONG_TEXT, false, null, null, pattern))))
        .containsExactly("/fields/0/pattern pattern-too-expensive");
    assertThat(faultsOf(form(text("t", FieldKind.LONG_TEXT, false, null, 500, pattern)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)b", "(a)\\1", "a{2000}", "[z-a]", "*"})
  void what_re2_does_not_know_is_refused(String pattern) {
    assertThat(faultsOf(form(text("t", FieldKind.TEXT, false, null, null, pattern))))
        .singleElement()
        .asString()
        .startsWith("/fields/0/pattern ");
  }

  @ParameterizedTest
  @EnumSource(FieldKind.class)
  void what_is_written_down_reads_back_the_same(FieldKind kind) {
    var draft =
        kind.isChoice()
            ? choice("a", kind, true, "x", "y")
            : kind == FieldKind.NUMBER
                ? range("a", kind, new BigDecimal("-1.50"), new BigDecimal("1E+3"))
                : kind == FieldKind.DATE
                    ? range("a", kind, "2026-01-01", "2026-12-31")
                    : kind.isText() ? text("a", kind, true, 1, 30, "[a-z]+") : field("a", kind);
    var definition = FormDefinition.of(form(draft));

    var again =
        FormDefinition.of(
            form(definition.fields().stream().map(FormField::toDraft).toArray(FieldDraft[]::new)));

    assertThat(again.fields().getFirst().toDraft())
        .isEqualTo(definition.fields().getFirst().toDraft());
    assertThat(again.fields().getFirst().type().kind()).isEqualTo(kind);
  }

  @Test
  void faults_never_repeat_what_was_sent() {
    var refusal =
        catchThrowableOfType(
            InvalidInput.class, () -> FormDefinition.of(form(field("SECRET", FieldKind.TEXT))));
    assertThat(refusal.faults()).extracting(Fault::message).noneMatch(m -> m.contains("SECRET"));
  }
}
