package io.tributary.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.testsupport.Tenant;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@AnalyticsTest
class AnalyticsHttpTests {
  @Autowired WebTestClient client;
  @Autowired Numbers numbers;

  private Tenant tenant;

  @BeforeEach
  void createTenant() {
    tenant = Tenant.create(client);
  }

  @Test
  void a_new_workspace_has_thirty_days_of_zeros_that_end_today() {
    var today = LocalDate.now(Clock.systemUTC());

    body("/analytics/daily")
        .jsonPath("$.items.length()")
        .isEqualTo(30)
        .jsonPath("$.from")
        .isEqualTo(today.minusDays(29).toString())
        .jsonPath("$.to")
        .isEqualTo(today.toString())
        .jsonPath("$.asOf")
        .exists()
        .jsonPath("$.items[0].date")
        .isEqualTo(today.minusDays(29).toString())
        .jsonPath("$.items[29].date")
        .isEqualTo(today.toString())
        .jsonPath("$.items[29].responses")
        .isEqualTo(0)
        .jsonPath("$.items[29].averageDurationMillis")
        .isEqualTo(0);
  }

  @Test
  void counted_days_stand_between_zeros() {
    var workspace = tenant.workspaceId();
    var workflow = numbers.ids.next();
    var form = numbers.ids.next();
    numbers.announce(
        numbers.response(workspace, form, "2026-02-28T12:00:00Z"),
        numbers.lead(workspace, "2026-02-28T12:00:00Z"),
        numbers.progress(workspace, workflow, LocalDate.parse("2026-02-28"), 3, 1, 4_002));

    await()
        .untilAsserted(
            () ->
                body("/analytics/daily?from=2026-02-27&to=2026-03-01")
                    .json(
                        """
                        {"items": [
                          {"date": "2026-02-27", "responses": 0, "leadsCreated": 0, "executionsStarted": 0,
                           "executionsCompleted": 0, "executionsFailed": 0, "executionsCancelled": 0,
                           "mailsSent": 0, "executionDurationMillis": 0, "averageDurationMillis": 0},
                          {"date": "2026-02-28", "responses": 1, "leadsCreated": 1, "executionsStarted": 4,
                           "executionsCompleted": 3, "executionsFailed": 1, "executionsCancelled": 0,
                           "mailsSent": 6, "executionDurationMillis": 4002, "averageDurationMillis": 1000},
                          {"date": "2026-03-01", "responses": 0, "leadsCreated": 0, "executionsStarted": 0,
                           "executionsCompleted": 0, "executionsFailed": 0, "executionsCancelled": 0,
                           "mailsSent": 0, "executionDurationMillis": 0, "averageDurationMillis": 0}],
                         "from": "2026-02-27", "to": "2026-03-01"}
                        """));
    body("/analytics/daily?from=2026-02-28&to=2026-02-28&formId=" + form)
        .jsonPath("$.items[0].responses")
        .isEqualTo(1)
        .jsonPath("$.items[0].mailsSent")
        .doesNotExist();
    body("/analytics/daily?from=2026-02-28&to=2026-02-28&workflowId=" + workflow)
        .jsonPath("$.items[0].executionsFailed")
        .isEqualTo(1)
        .jsonPath("$.items[0].responses")
        .doesNotExist();
  }

  @Test
  void the_summary_of_workflows_is_filled_and_says_as_of_when() {
    var workflow = numbers.ids.next();
    var today = LocalDate.now(Clock.systemUTC());
    numbers.announce(numbers.progress(tenant.workspaceId(), workflow, today, 3, 1, 4_000));

    await()
        .untilAsserted(
            () ->
                body("/analytics/workflows-summary")
                    .jsonPath("$.asOf")
                    .exists()
                    .jsonPath("$.nextCursor")
                    .isEmpty()
                    .jsonPath("$.items.length()")
                    .isEqualTo(1)
                    .jsonPath("$.items[0].workflowId")
                    .isEqualTo(workflow.toString())
                    .jsonPath("$.items[0].failureRate")
                    .isEqualTo(0.25)
                    .jsonPath("$.items[0].averageDurationMillis")
                    .isEqualTo(1_000)
                    .jsonPath("$.items[0].lastActiveDay")
                    .isEqualTo(today.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, ?from, not-a-date",
    "from=, ?from, not-a-date",
    "from=2026-02-30, ?from, not-a-date",
    "from=12026-01-01, ?from, not-a-date",
    "from=0000-01-01, ?from, out-of-range",
    "from=1969-12-31&to=1970-01-01, ?from, out-of-range",
    "from=9999-12-31, ?from, after-to",
    "to=1970-01-01&from=1970-01-02, ?from, after-to",
    "from=2025-01-01&to=2026-01-02, ?from, window-too-long",
    "workflowId=1-1-1-1-1, ?workflowId, not-an-id"
  })
  void a_bad_window_is_refused(String query, String pointer, String code) {
    refused("/analytics/daily?" + query)
        .jsonPath("$.errors.length()")
        .isEqualTo(1)
        .jsonPath("$.errors[0].pointer")
        .isEqualTo(pointer)
        .jsonPath("$.errors[0].code")
        .isEqualTo(code);
  }

  @Test
  void all_faults_are_named_at_once() {
    refused("/analytics/daily?from=x&to=y&workflowId=z&formId=")
        .jsonPath("$.errors[*].pointer")
        .value(
            pointers ->
                assertThat((List<?>) pointers)
                    .hasSize(5)
                    .asString()
                    .contains("?from", "?to", "?workflowId", "?formId"));
  }

  @Test
  void the_longest_window_is_answered_whole() {
    body("/analytics/daily?from=2025-01-02&to=2026-01-02")
        .jsonPath("$.items.length()")
        .isEqualTo(366);
    body("/analytics/daily?from=9999-12-31&to=9999-12-31")
        .jsonPath("$.items[0].date")
        .isEqualTo("9999-12-31");
    body("/analytics/daily?to=1970-02-01").jsonPath("$.items.length()").isEqualTo(30);
  }

  @Test
  void another_workspace_is_not_found_and_its_subjects_count_zero() {
    var other = Tenant.create(client);
    var form = numbers.ids.next();
    numbers.announce(numbers.response(other.workspaceId(), form, "2026-02-28T12:00:00Z"));

    for (var path : new String[] {"/analytics/daily", "/analytics/workflows-summary"}) {
      tenant.http().get().uri(other.path(path)).exchange().expectStatus().isNotFound();
      client.get().uri(tenant.path(path)).exchange().expectStatus().isUnauthorized();
    }
    await()
        .untilAsserted(
            () ->
                get(other, "/analytics/daily?from=2026-02-28&to=2026-02-28&formId=" + form)
                    .expectBody()
                    .jsonPath("$.items[0].responses")
                    .isEqualTo(1));
    body("/analytics/daily?from=2026-02-28&to=2026-02-28&formId=" + form)
        .jsonPath("$.items[0].responses")
        .isEqualTo(0);
  }

  @Test
  void a_cursor_of_another_workspace_is_refused() {
    var cursor = UUID.randomUUID().toString();
    refused("/analytics/workflows-summary?cursor=" + cursor)
        .jsonPath("$.errors[0].code")
        .isEqualTo("cursor-invalid");
  }

  private static ResponseSpec get(Tenant as, String path) {
    return as.http().get().uri(as.path(path)).exchange();
  }

  private BodyContentSpec body(String path) {
    return get(tenant, path).expectStatus().isOk().expectBody();
  }

  private BodyContentSpec refused(String path) {
    return get(tenant, path)
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType("application/problem+json")
        .expectBody();
  }
}
