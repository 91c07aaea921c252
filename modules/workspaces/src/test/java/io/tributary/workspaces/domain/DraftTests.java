package io.tributary.workspaces.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTests {
  @Test
  void a_workspace_is_in_utc_unless_it_says_otherwise() {
    assertThat(WorkspaceDraft.of("  Acme ", null)).isEqualTo(new WorkspaceDraft("Acme", "UTC"));
    assertThat(WorkspaceDraft.of("Acme", "Pacific/Chatham").timeZone())
        .isEqualTo("Pacific/Chatham");
  }

  @Test
  void a_name_of_100_code_points_is_taken_and_of_101_refused() {
    assertThat(WorkspaceDraft.of("😀".repeat(100), null).name()).hasSize(200);
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> WorkspaceDraft.of("😀".repeat(101), null));
  }

  @Test
  void every_fault_of_a_workspace_is_named_at_once() {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> WorkspaceDraft.of(" ", "Mars/Olympus"))
        .satisfies(
            problem ->
                assertThat(problem.faults())
                    .extracting(Fault::pointer, Fault::code)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("/name", "required"),
                        org.assertj.core.groups.Tuple.tuple("/timeZone", "unknown-time-zone")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "europe/berlin",
        " Europe/Berlin",
        "Z",
        "+02:00",
        "UTC+2",
        "CEST",
        "a\0b"
      })
  void what_is_no_iana_zone_is_refused(String zone) {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> WorkspaceDraft.of("Acme", zone))
        .satisfies(
            problem ->
                assertThat(problem.faults())
                    .extracting(Fault::code)
                    .containsExactly("unknown-time-zone"));
  }

  @Test
  void a_key_is_refused_permissions_that_only_the_system_has_and_unknown_ones_each_at_its_place() {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(
            () ->
                ApiKeyDraft.of(
                    "k\nl", Arrays.asList("lead:read", "operations:manage", null, "lead:fly")))
        .satisfies(
            problem ->
                assertThat(problem.faults())
                    .extracting(Fault::pointer)
                    .containsExactly(
                        "/name", "/permissions/1", "/permissions/2", "/permissions/3"));
  }

  @Test
  void a_key_needs_at_least_one_permission() {
    assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> ApiKeyDraft.of("k", List.of()));
  }
}
