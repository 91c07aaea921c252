package io.tributary.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldPlanTests {
  private static final UUID WORKSPACE = new UUID(0, 1);

  @Test
  void a_second_time_there_is_nothing_to_do() {
    var wanted = List.of(want("a", FieldType.TEXT), want("b", FieldType.CHOICE, "x"));
    var first = plan(List.of(), wanted);

    assertThat(first.added()).hasSize(2);
    assertThat(plan(first.added(), wanted).isEmpty()).isTrue();
  }

  @Test
  void an_existing_field_keeps_its_type() {
    var there = plan(List.of(), List.of(want("a", FieldType.TEXT))).added();

    assertThat(plan(there, List.of(want("a", FieldType.NUMBER))).isEmpty()).isTrue();
  }

  @Test
  void a_choice_learns_new_options_and_forgets_none() {
    var there = plan(List.of(), List.of(want("a", FieldType.CHOICE, "x", "y"))).added();

    var plan = plan(there, List.of(want("a", FieldType.CHOICE, "y", "z")));

    assertThat(plan.added()).isEmpty();
    assertThat(plan.widened().getFirst().options()).containsExactly("x", "y", "z");
    assertThat(plan.widened().getFirst().id()).isEqualTo(there.getFirst().id());
  }

  @Test
  void two_forms_of_one_batch_that_want_the_same_field_get_one() {
    var plan =
        plan(
            List.of(), List.of(want("a", FieldType.CHOICE, "x"), want("a", FieldType.CHOICE, "y")));

    assertThat(plan.added()).hasSize(1);
    assertThat(plan.added().getFirst().options()).containsExactly("x", "y");
    assertThat(plan.widened()).isEmpty();
  }

  @Test
  void fields_beyond_the_budget_are_passed_over() {
    var wanted = IntStream.range(0, 205).mapToObj(i -> want("f" + i, FieldType.TEXT)).toList();
    var plan = plan(List.of(), wanted);

    assertThat(plan.added()).hasSize(FieldBudget.LIMIT);
    assertThat(plan(plan.added(), wanted).isEmpty()).isTrue();
  }

  @Test
  void the_201st_field_is_refused_and_names_the_limit() {
    assertThatExceptionOfType(LeadsProblem.FieldLimitReached.class)
        .isThrownBy(() -> new FieldBudget(200).requireOneMore())
        .satisfies(problem -> assertThat(problem.limit()).isEqualTo(200));
  }

  private static FieldPlan plan(List<LeadField> existing, List<FormField> wanted) {
    return FieldPlan.of(WORKSPACE, existing, wanted, UUID::randomUUID, Instant.EPOCH);
  }

  private static FormField want(String key, FieldType type, String... options) {
    return new FormField(key, type, "Label of " + key, List.of(options));
  }
}
