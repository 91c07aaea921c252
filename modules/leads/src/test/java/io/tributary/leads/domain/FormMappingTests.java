package io.tributary.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormMappingTests {
  @Test
  void identity_fields_become_the_lead_and_all_others_custom_fields() {
    var mapping =
        mapping(
            text("full_name"),
            field("mail", FieldType.EMAIL),
            text("organisation"),
            field("mobile", FieldType.PHONE),
            field("budget", FieldType.NUMBER),
            text("utm_source"));

    var answers =
        mapping.read(
            Map.of(
                "full_name", " Ada Lovelace ",
                "mail", "ADA@Example.org",
                "organisation", "Engines",
                "mobile", "+44 1",
                "budget", 1000,
                "utm_source", "ad"));

    assertThat(mapping.custom()).extracting(FormField::key).containsExactly("budget", "utm_source");
    assertThat(answers.email()).isEqualTo("ada@example.org");
    assertThat(answers.name()).isEqualTo("Ada Lovelace");
    assertThat(answers.company()).isEqualTo("Engines");
    assertThat(answers.phone()).isEqualTo("+44 1");
    assertThat(answers.fields())
        .containsOnly(Map.entry("budget", 1000), Map.entry("utm_source", "ad"));
  }

  @Test
  void the_email_field_named_email_wins_over_an_earlier_one_which_becomes_custom() {
    var mapping = mapping(field("partner", FieldType.EMAIL), field("email", FieldType.EMAIL));

    var answers = mapping.read(Map.of("partner", "p@x.org", "email", "e@x.org"));

    assertThat(answers.email()).isEqualTo("e@x.org");
    assertThat(answers.fields()).containsExactly(Map.entry("partner", "p@x.org"));
  }

  @Test
  void a_plain_text_named_email_identifies_where_no_field_is_of_that_type() {
    assertThat(mapping(text("email_address")).read(Map.of("email_address", "A@x.org")).email())
        .isEqualTo("a@x.org");
  }

  @Test
  void first_and_last_name_make_a_name_and_either_may_be_missing() {
    var mapping = mapping(text("last_name"), text("first_name"));

    assertThat(mapping.custom()).isEmpty();
    assertThat(mapping.read(Map.of("first_name", "Ada", "last_name", "Lovelace")).name())
        .isEqualTo("Ada Lovelace");
    assertThat(mapping.read(Map.of("last_name", "Lovelace")).name()).isEqualTo("Lovelace");
    assertThat(mapping.read(Map.of()).name()).isNull();
  }

  @Test
  void beside_a_whole_name_its_parts_are_custom_fields() {
    assertThat(mapping(text("first_name"), text("name")).custom())
        .extracting(FormField::key)
        .containsExactly("first_name");
  }

  @Test
  void a_choice_named_company_is_no_company() {
    assertThat(mapping(field("company", FieldType.CHOICE)).custom()).hasSize(1);
  }

  @Test
  void an_address_that_identifies_nobody_is_kept_as_a_value() {
    var answers = mapping(field("mail", FieldType.EMAIL)).read(Map.of("mail", "not an address"));

    assertThat(answers.email()).isNull();
    assertThat(answers.fields()).containsExactly(Map.entry("mail", "not an address"));
  }

  @Test
  void empty_answers_are_absent_and_NUL_characters_are_dropped() {
    var mapping = mapping(text("a"), text("b"), field("c", FieldType.MULTI_CHOICE), text("d"));

    var answers = mapping.read(Map.of("a", " \t", "b", "x\0y", "c", List.of(), "d", "\0"));

    assertThat(answers.fields()).containsExactly(Map.entry("b", "xy"));
  }

  @Test
  void an_unchecked_box_is_an_answer() {
    assertThat(mapping(field("ok", FieldType.CHECKBOX)).read(Map.of("ok", false)).fields())
        .containsEntry("ok", false);
  }

  @Test
  void a_long_name_is_cut_between_characters() {
    var name = mapping(text("name")).read(Map.of("name", "x".repeat(199) + "\ud83d\ude00")).name();

    assertThat(name).isEqualTo("x".repeat(199));
  }

  private static FormMapping mapping(FormField... fields) {
    return FormMapping.of(Arrays.asList(fields));
  }

  private static FormField text(String key) {
    return field(key, FieldType.TEXT);
  }

  private static FormField field(String key, FieldType type) {
    return new FormField(key, type, key, List.of());
  }
}
