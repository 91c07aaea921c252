package io.tributary.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.leads.domain.FieldReading.Fits;
import io.tributary.leads.domain.FieldReading.Misfit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeadFieldTests {
  @Test
  void numbers_are_finite_and_bounded() {
    var field = field(FieldType.NUMBER);

    assertThat(field.read(1e29)).isEqualTo(new Fits(1e29));
    assertThat(field.typed(1e2)).containsExactly(TypedValue.of(new BigDecimal("100.0")));
    for (Object wrong :
        List.of(Double.POSITIVE_INFINITY, Double.NaN, 1e31, new BigDecimal("1e400"), "5", true)) {
      assertThat(field.read(wrong)).isInstanceOf(Misfit.class);
      assertThat(field.typed(wrong)).isEmpty();
    }
  }

  @Test
  void days_exist_and_have_four_digit_years() {
    var field = field(FieldType.DATE);

    assertThat(field.typed("2024-02-29"))
        .containsExactly(TypedValue.of(Instant.parse("2024-02-29T00:00:00Z")));
    for (Object wrong : List.of("2023-02-29", "0000-01-01", "+99999-01-01", "2024-1-1", "", 5)) {
      assertThat(field.read(wrong)).isInstanceOf(Misfit.class);
    }
  }

  @Test
  void a_choice_is_one_of_the_options_and_several_are_typed_one_by_one() {
    assertThat(field(FieldType.CHOICE, "a", "b").read("c")).isInstanceOf(Misfit.class);
    assertThat(field(FieldType.CHOICE).read("anything")).isEqualTo(new Fits("anything"));

    var several = field(FieldType.MULTI_CHOICE, "a", "b");
    assertThat(several.typed(List.of("b", "a", "b")))
        .containsExactly(TypedValue.of("b"), TypedValue.of("a"));
    assertThat(several.read(List.of("a", "c"))).isInstanceOf(Misfit.class);
    assertThat(several.read("a")).isInstanceOf(Misfit.class);
  }

  @Test
  void typed_texts_are_bounded_and_long_texts_have_none() {
    assertThat(field(FieldType.TEXT).typed("x".repeat(1000)).getFirst().text()).hasSize(500);
    assertThat(field(FieldType.TEXT).read("x".repeat(1001))).isInstanceOf(Misfit.class);
    assertThat(field(FieldType.TEXT).read("a\0b")).isInstanceOf(Misfit.class);
    assertThat(field(FieldType.LONG_TEXT).typed("x".repeat(1000))).isEmpty();
  }

  @Test
  void what_no_longer_fits_its_field_is_kept_as_text() {
    var schema = new LeadSchema(List.of(field(FieldType.NUMBER)), Pipeline.DEFAULT);

    assertThat(schema.kept(Map.of("key", 5))).containsEntry("key", 5);
    assertThat(schema.kept(Map.of("key", "many"))).containsEntry("key", "many");
    assertThat(schema.kept(Map.of("key", List.of("a", "b")))).containsEntry("key", "a, b");
    assertThat(schema.kept(Map.of("key", true))).containsEntry("key", "true");
    assertThat(schema.kept(Map.of("unknown", true))).containsEntry("unknown", true);
  }

  static LeadField field(FieldType type, String... options) {
    return new LeadField(
        new UUID(0, 1),
        new UUID(0, 2),
        new FieldKey("key"),
        "Key",
        type,
        List.of(options),
        Instant.EPOCH);
  }
}
