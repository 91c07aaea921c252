package io.tributary.workflows.adapter.out.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ModuleTest
class DelayTests {
  private static final String NOW = "2026-11-20T10:00:00Z"; // a Friday

  @Autowired Delay delay;

  private List<String> faultsOf(Map<String, Object> config) {
    var faults = new Faults();
    delay.check(config, faults);
    return faults.all().stream().map(fault -> fault.pointer() + " " + fault.code()).toList();
  }

  private static String target(Step step) {
    return step instanceof Step.Wait(var any, var memory) ? (String) memory.get("until") : "now";
  }

  private String until(Map<String, Object> config, String zone) {
    return target(delay.run(VisitOf.config(config).now(NOW).zone(zone).visit()));
  }

  @Test
  void lengths_of_time_add_up() {
    assertThat(until(Map.of("days", 1, "hours", 0.5, "duration", "PT1M"), "UTC"))
        .isEqualTo("2026-11-21T10:31:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-24T09:00:00Z, 2026-12-24T09:00:00Z",
    "2026-12-24T09:00+01:00, 2026-12-24T08:00:00Z",
    "2026-12-24T09:00:00+05:45[Asia/Kathmandu], 2026-12-24T03:15:00Z",
    "2026-12-24T09:00:00, 2026-12-24T03:15:00Z",
    "2026-12-24T09:00, 2026-12-24T03:15:00Z",
    "2026-12-24, 2026-12-23T18:15:00Z",
    "{{lead.fields.due}}, 2027-01-01T00:00:00Z",
    "lead.fields.due, 2027-01-01T00:00:00Z",
    "{{lead.fields.day}}T09:00, 2026-12-31T03:15:00Z",
    // what is past goes on at once
    "2026-11-20T10:00:00Z, now",
    "1999-01-01, now"
  })
  void a_moment_is_read_as_it_is_written_else_in_the_workspaces_zone(
      String until, String expected) {
    var lead = Map.of("fields", Map.of("due", "2027-01-01T00:00:00Z", "day", "2026-12-31"));
    var visit = VisitOf.config(Map.of("until", until)).now(NOW).zone("Asia/Kathmandu");

    assertThat(target(delay.run(visit.value("lead", lead).visit()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{lead.fields.due}}", "lead.fields.due", "{{lead.name}}", "lead.n"})
  void what_renders_to_no_moment_fails(String until) {
    var visit =
        VisitOf.config(Map.of("until", until)).value("lead", Map.of("name", "Ada", "n", 5)).visit();

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> delay.run(visit))
        .withMessageStartingWith("'until' is ");
  }

  @Test
  void a_moment_more_than_a_year_away_fails() {
    var visit = VisitOf.config(Map.of("until", "2028-01-01T00:00:00Z")).now(NOW).visit();

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> delay.run(visit))
        .withMessageContaining("more than a year");
  }

  @Test
  void the_next_time_of_day_is_that_of_the_workspaces_zone() {
    assertThat(until(Map.of("next", Map.of("time", "09:00")), "Pacific/Chatham"))
        .isEqualTo("2026-11-20T19:15:00Z");
    assertThat(
            until(
                Map.of("next", Map.of("time", "09:00", "weekdays", List.of("MONDAY"))),
                "Europe/Berlin"))
        .isEqualTo("2026-11-23T08:00:00Z");
  }

  @Test
  void with_a_length_of_time_it_is_the_first_one_after_that() {
    var weekdays = List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");
    var next = Map.of("time", "09:00", "weekdays", weekdays);

    assertThat(until(Map.of("days", 2, "next", next), "Europe/Berlin"))
        .isEqualTo("2026-11-23T08:00:00Z");
    assertThat(until(Map.of("days", 3, "next", next), "Europe/Berlin"))
        .isEqualTo("2026-11-24T08:00:00Z");
    // exactly then is late enough, but "now" is not "next"
    assertThat(until(Map.of("days", 1, "next", Map.of("time", "10:00")), "UTC"))
        .isEqualTo("2026-11-21T10:00:00Z");
    assertThat(until(Map.of("days", 0, "next", Map.of("time", "10:00")), "UTC"))
        .isEqualTo("2026-11-21T10:00:00Z");
  }

  @Test
  void a_call_that_comes_early_waits_for_the_rest_whatever_has_changed_since() {
    var config = Map.<String, Object>of("until", "{{lead.due}}");
    var first =
        (Step.Wait)
            delay.run(
                VisitOf.config(config).now(NOW).value("lead", Map.of("due", "2026-11-21")).visit());
    Visit early =
        VisitOf.config(config)
            .now("2026-11-20T23:59:59.500Z")
            .memory(first.memory())
            .value("lead", Map.of("due", "2030-01-01"))
            .visit();

    assertThat(delay.resume(early))
        .isEqualTo(new Step.Wait(Duration.ofMillis(500), first.memory()));
    assertThat(
            delay.resume(
                VisitOf.config(config).now("2026-11-21T00:00:00Z").memory(first.memory()).visit()))
        .isEqualTo(new Step.Done(Map.of()));
  }

  @Test
  void what_waits_since_before_targets_were_kept_counts_from_when_it_began() {
    var config = Map.<String, Object>of("hours", 1);

    assertThat(target(delay.resume(VisitOf.config(config).now("2026-11-20T10:59:00Z").visit())))
        .isEqualTo("2026-11-20T11:00:00Z");
    assertThat(target(delay.resume(VisitOf.config(config).now("2026-11-20T11:00:00Z").visit())))
        .isEqualTo("now");
  }

  @Test
  void every_fault_is_told_at_once() {
    var config = new HashMap<String, Object>();
    config.put("days", 400);
    config.put("until", "tomorrow");
    config.put("weeks", 1);
    config.put(
        "next", Map.of("time", "9:00", "weekdays", List.of("MONDAY", "Monday", "MONDAY"), "x", 1));

    assertThat(faultsOf(config))
        .containsExactlyInAnyOrder(
            "/weeks unknown-property",
            "/until not-combinable",
            "/until not-a-time",
            "/next/x unknown-property",
            "/next/time not-a-time",
            "/next/weekdays/1 not-an-option",
            "/next/weekdays/2 duplicate",
            "/days out-of-range",
            " out-of-range");
  }

  @Test
  void it_must_say_how_long_in_one_way() {
    assertThat(faultsOf(Map.of())).containsExactly(" required");
    assertThat(faultsOf(Map.of("seconds", 0))).containsExactly(" required");
    assertThat(faultsOf(Map.of("duration", "PT-5M"))).containsExactly(" out-of-range");
    assertThat(faultsOf(Map.of("duration", "soon"))).containsExactly("/duration not-a-duration");
    assertThat(faultsOf(Map.of("until", " "))).containsExactly("/until required");
    assertThat(faultsOf(Map.of("until", 5))).containsExactly("/until wrong-type");
    assertThat(faultsOf(Map.of("next", "noon"))).containsExactly("/next wrong-type");
    assertThat(faultsOf(Map.of("next", Map.of()))).containsExactly("/next/time required");
    assertThat(faultsOf(Map.of("next", Map.of("time", "09:00", "weekdays", List.of()))))
        .containsExactly("/next/weekdays wrong-type");
  }

  @Test
  void what_is_right_has_no_fault() {
    assertThat(faultsOf(Map.of("days", 366))).isEmpty();
    assertThat(faultsOf(Map.of("until", "{{lead.fields.due}}"))).isEmpty();
    assertThat(faultsOf(Map.of("until", "variables.due"))).isEmpty();
    assertThat(faultsOf(Map.of("until", "2026-12-24T09:00:00"))).isEmpty();
    assertThat(faultsOf(Map.of("next", Map.of("time", "23:59:59")))).isEmpty();
    assertThat(faultsOf(Map.of("days", 2, "next", Map.of("time", "09:00")))).isEmpty();
  }

  @Test
  void its_schema_names_what_it_takes() {
    assertThat(delay.configSchema().get("properties"))
        .asInstanceOf(MAP)
        .containsKeys("days", "hours", "minutes", "seconds", "duration", "until", "next");
  }
}
