package io.tributary.forms.domain;

import static io.tributary.forms.domain.Drafts.choice;
import static io.tributary.forms.domain.Drafts.field;
import static io.tributary.forms.domain.Drafts.form;
import static io.tributary.forms.domain.Drafts.range;
import static io.tributary.forms.domain.Drafts.required;
import static io.tributary.forms.domain.Drafts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseRulesTests {

  private static ResponseRules rules(FieldDraft... fields) {
    return new ResponseRules(FormDefinition.of(form(fields)));
  }

  private static Object taken(FieldDraft field, Object value) {
    var data = new HashMap<String, Object>();
    data.put(field.key(), value);
    return rules(field).check(new Submission(data, Map.of(), Map.of())).data().get(field.key());
  }

  private static List<String> faults(ResponseRules rules, Submission submission) {
    var refusal = catchThrowableOfType(InvalidInput.class, () -> rules.check(submission));
    return refusal == null
        ? List.of()
        : refusal.faults().stream().map(f -> f.pointer() + " " + f.code()).toList();
  }

  private static List<String> faults(FieldDraft field, Object value) {
    var data = new HashMap<String, Object>();
    data.put(field.key(), value);
    return faults(rules(field), new Submission(data, Map.of(), Map.of()));
  }

  @Test
  void every_fault_of_a_response_is_named_at_its_place() {
    var rules =
        rules(
            required("name", FieldKind.TEXT),
            field("email", FieldKind.EMAIL),
            range("age", FieldKind.NUMBER, 18, 99),
            choice("plan", FieldKind.CHOICE, false, "a", "b"),
            choice("tags", FieldKind.MULTI_CHOICE, false, "x", "y"),
            required("terms", FieldKind.CHECKBOX),
            field("day", FieldKind.DATE),
            field("utm", FieldKind.HIDDEN));

    var found =
        faults(
            rules,
            new Submission(
                Map.of(
                    "email",
                    "nobody",
                    "age",
                    new BigDecimal("17.5"),
                    "plan",
                    "c",
                    "tags",
                    List.of("x", "z"),
                    "terms",
                    false,
                    "day",
                    "2026-02-29",
                    "utm",
                    "in the wrong place",
                    "a/b~c",
                    1),
                Map.of("utm", true, "fbclid", "x"),
                Map.of("agent", Map.of("n", List.of("ok", "\0")))));

    assertThat(found)
        .containsExactlyInAnyOrder(
            "/data/name required",
            "/data/email not-an-email",
            "/data/age too-small",
            "/data/plan not-an-option",
            "/data/tags/1 not-an-option",
            "/data/terms required",
            "/data/day not-a-date",
            "/data/utm unknown-field",
            "/data/a~1b~0c unknown-field",
            "/hidden/utm wrong-type",
            "/hidden/fbclid unknown-field",
            "/metadata/agent/n/1 invalid-character");
  }

  @ParameterizedTest
  @EnumSource(FieldKind.class)
  void nothing_an_empty_text_and_blanks_are_all_missing(FieldKind kind) {
    var optional = kind.isChoice() ? choice("a", kind, false, "x") : field("a", kind);
    var needed = kind.isChoice() ? choice("a", kind, true, "x") : required("a", kind);
    for (var value : Arrays.asList(null, "", " \t ", List.of())) {
      var sent = new HashMap<String, Object>();
      sent.put("a", value);
      var hidden = kind == FieldKind.HIDDEN;
      var submission =
          hidden
              ? new Submission(Map.of(), sent, Map.of())
              : new Submission(sent, Map.of(), Map.of());
      var checked = rules(optional).check(submission);
      assertThat(checked.data()).isEmpty();
      assertThat(checked.hidden()).isEmpty();
      assertThat(faults(rules(needed), submission))
          .containsExactly((hidden ? "/hidden/a" : "/data/a") + " required");
    }
  }

  @ParameterizedTest
  @EnumSource(FieldKind.class)
  void a_value_of_another_type_is_refused(FieldKind kind) {
    var field = kind.isChoice() ? choice("a", kind, false, "x") : field("a", kind);
    var wrong =
        switch (kind) {
          case NUMBER -> "12";
          case CHECKBOX -> "true";
          case MULTI_CHOICE -> "x";
          default -> BigDecimal.ONE;
        };
    Map<String, Object> sent = Map.of("a", wrong);
    var hidden = kind == FieldKind.HIDDEN;
    assertThat(
            faults(
                rules(field),
                hidden
                    ? new Submission(Map.of(), sent, Map.of())
                    : new Submission(sent, Map.of(), Map.of())))
        .containsExactly((hidden ? "/hidden/a" : "/data/a") + " wrong-type");
  }

  @Test
  void lengths_are_counted_by_code_points() {
    var field = text("a", FieldKind.TEXT, false, 2, 3, null);
    assertThat(taken(field, "👩🏽")).isEqualTo("👩🏽");
    assertThat(taken(field, "🚀🚀🚀")).isEqualTo("🚀🚀🚀");
    assertThat(faults(field, "🚀🚀🚀🚀")).containsExactly("/data/a too-long");
    assertThat(faults(field, "🚀")).containsExactly("/data/a too-short");
  }

  @Test
  void texts_are_kept_as_they_are() {
    assertThat(taken(field("a", FieldKind.LONG_TEXT), " عربى\n\tÅ \u0001 "))
        .isEqualTo(" عربى\n\tÅ \u0001 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\ud800", "\udc00x", "x\ud83d"})
  void what_postgresql_cannot_keep_is_refused(String text) {
    assertThat(faults(field("a", FieldKind.TEXT), text))
        .containsExactly("/data/a invalid-character");
    assertThat(faults(field("a", FieldKind.EMAIL), text + "@example.org"))
        .containsExactly("/data/a invalid-character");
    assertThat(
            faults(
                rules(field("a", FieldKind.TEXT)),
                new Submission(Map.of(), Map.of(), Map.of(text, 1))))
        .hasSize(1);
  }

  @Test
  void every_kind_has_a_longest_text_without_a_rule() {
    assertThat(faults(field("a", FieldKind.TEXT), "x".repeat(2_000))).isEmpty();
    assertThat(faults(field("a", FieldKind.TEXT), "x".repeat(2_001)))
        .containsExactly("/data/a too-long");
    assertThat(faults(field("a", FieldKind.LONG_TEXT), "x".repeat(20_001)))
        .containsExactly("/data/a too-long");
  }

  @ParameterizedTest
  @CsvSource({
    "' Ada@Example.ORG ', Ada@example.org",
    "a@b.co, a@b.co",
    "o'brien+tag@sub.example.com, o'brien+tag@sub.example.com",
    "müller@münchen.de, müller@münchen.de",
    "用户@例子.广告, 用户@例子.广告"
  })
  void an_email_is_trimmed_and_its_domain_put_in_lower_case(String sent, String kept) {
    assertThat(taken(field("a", FieldKind.EMAIL), sent)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "@example.org",
        "a@",
        "a@b",
        "a@b.c",
        "a b@example.org",
        "a@exam ple.org",
        ".a@example.org",
        "a.@example.org",
        "a..b@example.org",
        "a@-b.org",
        "a@b-.org",
        "a@b..org",
        "a@127.0.0.1",
        "a@b@example.org",
        "a@example.org\r\nBcc: x@example.org",
        "<a@example.org>",
        "\"a\"@example.org",
        "a,b@example.org"
      })
  void what_is_no_email_is_refused(String sent) {
    assertThat(faults(field("a", FieldKind.EMAIL), sent)).containsExactly("/data/a not-an-email");
  }

  @Test
  void an_email_is_bounded_as_a_whole_and_before_its_at() {
    var field = field("a", FieldKind.EMAIL);
    assertThat(faults(field, "x".repeat(64) + "@example.org")).isEmpty();
    assertThat(faults(field, "x".repeat(65) + "@example.org")).isNotEmpty();
    assertThat(faults(field, "x@" + "y.".repeat(130) + "org")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+49 (30) 123-4567, +49301234567",
    "030/1234567, 0301234567",
    "' 555.0100 ', 5550100",
    "+1 555 010 0000, +15550100000"
  })
  void a_phone_number_is_kept_as_its_digits(String sent, String kept) {
    assertThat(taken(field("a", FieldKind.PHONE), sent)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234", "1234567890123456", "call me", "+", "++4930123456", "12345x"})
  void what_is_no_phone_number_is_refused(String sent) {
    assertThat(faults(field("a", FieldKind.PHONE), sent))
        .containsExactly("/data/a not-a-phone-number");
  }

  @Test
  void numbers_are_exact_and_their_bounds_inclusive() {
    var field = range("a", FieldKind.NUMBER, new BigDecimal("0.1"), 3);
    assertThat(taken(field, new BigDecimal("0.1"))).isEqualTo(new BigDecimal("0.1"));
    assertThat(taken(field, new BigDecimal("3.000"))).isEqualTo(new BigDecimal("3.000"));
    assertThat(faults(field, new BigDecimal("0.09999999999999999999")))
        .containsExactly("/data/a too-small");
    assertThat(faults(field, new BigDecimal("3.00000000000000000001")))
        .containsExactly("/data/a too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e31", "1e-31", "1e999999999", "1234567890123456789012345678901"})
  void numbers_of_too_many_digits_are_refused_in_data_and_metadata(String number) {
    assertThat(faults(field("a", FieldKind.NUMBER), new BigDecimal(number)))
        .containsExactly("/data/a too-many-digits");
    assertThat(
            faults(
                rules(field("a", FieldKind.NUMBER)),
                new Submission(Map.of(), Map.of(), Map.of("n", new BigDecimal(number)))))
        .containsExactly("/metadata/n too-many-digits");
  }

  @Test
  void dates_are_iso_and_their_bounds_inclusive() {
    var field = range("a", FieldKind.DATE, "2026-01-01", "2026-12-31");
    assertThat(taken(field, "2026-01-01")).isEqualTo("2026-01-01");
    assertThat(taken(field, " 2026-12-31 ")).isEqualTo("2026-12-31");
    assertThat(faults(field, "2025-12-31")).containsExactly("/data/a too-early");
    assertThat(faults(field, "2027-01-01")).containsExactly("/data/a too-late");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-02-29", "0000-01-01", "+12026-01-01", "26-01-01", "2026-1-1", "01/02/2026"})
  void what_is_no_date_is_refused(String sent) {
    assertThat(faults(field("a", FieldKind.DATE), sent)).containsExactly("/data/a not-a-date");
  }

  @Test
  void a_leap_day_exists_every_fourth_year() {
    assertThat(taken(field("a", FieldKind.DATE), "2028-02-29")).isEqualTo("2028-02-29");
  }

  @Test
  void an_optional_checkbox_may_be_left_unticked() {
    assertThat(taken(field("a", FieldKind.CHECKBOX), false)).isEqualTo(false);
    assertThat(taken(required("a", FieldKind.CHECKBOX), true)).isEqualTo(true);
  }

  @Test
  void a_choice_twice_is_refused_and_a_flood_of_choices_is_one_fault() {
    var field = choice("a", FieldKind.MULTI_CHOICE, false, "x", "y");
    assertThat(taken(field, List.of("y", "x"))).isEqualTo(List.of("y", "x"));
    assertThat(faults(field, List.of("x", "x"))).containsExactly("/data/a/1 duplicate");
    assertThat(faults(field, Arrays.asList("x", null))).containsExactly("/data/a/1 wrong-type");
    assertThat(faults(field, IntStream.range(0, 9_999).boxed().toList()))
        .containsExactly("/data/a too-many");
  }

  @Test
  void a_pattern_must_match_the_whole_text() {
    var field = text("a", FieldKind.TEXT, false, null, null, "[A-Z]{2}[0-9]{3}");
    assertThat(taken(field, "AB123")).isEqualTo("AB123");
    assertThat(faults(field, "xAB123")).containsExactly("/data/a pattern-mismatch");
    assertThat(faults(field, "AB123\n")).containsExactly("/data/a pattern-mismatch");
  }

  @Test
  void a_pattern_that_is_catastrophic_elsewhere_takes_no_time() {
    var field = text("a", FieldKind.TEXT, false, null, null, "(a+)+b|(a|aa)+c|([a-z]+)*d");
    Assertions.assertTimeout(
        Duration.ofSeconds(1),
        () ->
            assertThat(faults(field, "a".repeat(2_000)))
                .containsExactly("/data/a pattern-mismatch"));
  }

  @Test
  void far_too_much_data_is_refused_for_that_alone() {
    var rules = rules(required("a", FieldKind.LONG_TEXT));
    assertThat(faults(rules, new Submission(Map.of("b", "x".repeat(70_000)), Map.of(), Map.of())))
        .containsExactly("/data too-large");
  }

  @Test
  void thousands_of_unknown_fields_are_not_all_repeated() {
    var data = new HashMap<String, Object>();
    IntStream.range(0, 5_000).forEach(i -> data.put("k" + i, 1));
    assertThat(faults(rules(), new Submission(data, Map.of(), Map.of()))).hasSize(200);
  }

  @Test
  void metadata_is_nested_ten_deep_at_most() {
    Object nested = "x";
    for (int i = 0; i < 12; i++) {
      nested = List.of(nested);
    }
    assertThat(faults(rules(), new Submission(Map.of(), Map.of(), Map.of("n", nested))))
        .singleElement()
        .asString()
        .endsWith("too-deep");
  }
}
