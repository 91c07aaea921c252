package io.tributary.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.analytics.application.port.in.Counters;
import io.tributary.analytics.application.port.in.ReadDailyStats.Subject;
import io.tributary.kernel.outbox.Event;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@AnalyticsTest
class CountingTests {
  @Autowired Numbers numbers;

  @Test
  void events_around_midnight_count_on_their_utc_day_whatever_the_zones_of_jvm_and_session() {
    var workspace = numbers.ids.next();
    var form = numbers.ids.next();

    numbers.announce(
        numbers.response(workspace, form, "2026-03-07T23:59:59.999Z"),
        numbers.response(workspace, form, "2026-03-08T00:00:00Z"),
        numbers.response(workspace, form, "2026-03-08T11:30:00Z"),
        numbers.lead(workspace, "2026-03-08T23:59:59.999999Z"),
        numbers.lead(workspace, "2026-03-09T00:00:00Z"));

    await().untilAsserted(() -> assertThat(leads(workspace, "2026-03-09")).isEqualTo(1));
    await().untilAsserted(() -> assertThat(responses(workspace, "2026-03-08")).isEqualTo(2));
    assertThat(responses(workspace, "2026-03-07")).isEqualTo(1);
    assertThat(responses(workspace, "2026-03-09")).isZero();
    assertThat(leads(workspace, "2026-03-08")).isEqualTo(1);
    assertThat(ZoneId.systemDefault().getId()).isEqualTo("Pacific/Chatham");
    assertThat(numbers.asWorker("SHOW timezone")).containsExactly("Pacific/Chatham");
  }

  @Test
  void responses_count_for_their_form_as_well() {
    var workspace = numbers.ids.next();
    var one = numbers.ids.next();
    var other = numbers.ids.next();

    numbers.announce(
        numbers.response(workspace, one, "2026-01-01T10:00:00Z"),
        numbers.response(workspace, other, "2026-01-01T10:00:00Z"),
        numbers.response(workspace, one, "2026-01-01T11:00:00Z"));

    await().untilAsserted(() -> assertThat(responses(workspace, "2026-01-01")).isEqualTo(3));
    assertThat(
            numbers.days(workspace, new Subject.Form(one), "2026-01-01", "2026-01-02").stream()
                .map(day -> day.counters().responses()))
        .containsExactly(2L, 0L);
  }

  @Test
  void progress_counts_on_the_day_it_names_for_workflow_and_workspace() {
    var workspace = numbers.ids.next();
    var workflow = numbers.ids.next();
    var day = LocalDate.parse("2026-02-28");

    numbers.announce(
        numbers.progress(workspace, workflow, day, 3, 1, 4_000),
        numbers.progress(workspace, numbers.ids.next(), day, 1, 0, 500));

    await()
        .untilAsserted(
            () ->
                assertThat(numbers.on(workspace, "2026-02-28"))
                    .isEqualTo(new Counters(0, 0, 5, 4, 1, 0, 8, 4_500)));
    var ofWorkflow =
        numbers.days(workspace, new Subject.Workflow(workflow), "2026-02-28", "2026-02-28");
    assertThat(ofWorkflow.getFirst().counters())
        .isEqualTo(new Counters(0, 0, 4, 3, 1, 0, 6, 4_000));
    assertThat(ofWorkflow.getFirst().counters().averageDurationMillis()).isEqualTo(1_000);
  }

  @Test
  void many_small_transactions_at_once_sum_up_exactly() {
    var one = numbers.ids.next();
    var other = numbers.ids.next();
    var form = numbers.ids.next();
    var workflow = numbers.ids.next();
    var day = LocalDate.parse("2026-04-01");

    Function<Integer, Mono<Void>> announcing =
        i -> {
          var workspace = i % 3 == 0 ? other : one;
          return numbers.announced(
              List.of(
                  numbers.response(workspace, form, "2026-04-01T12:00:00Z"),
                  numbers.lead(workspace, "2026-04-01T12:00:00Z"),
                  numbers.progress(workspace, workflow, day, 1, 0, 7)));
        };
    Flux.range(0, 600).flatMap(announcing, 16).then().block();

    await()
        .untilAsserted(
            () -> {
              assertThat(numbers.on(one, "2026-04-01"))
                  .isEqualTo(new Counters(400, 400, 400, 400, 0, 0, 800, 2_800));
              assertThat(numbers.on(other, "2026-04-01"))
                  .isEqualTo(new Counters(200, 200, 200, 200, 0, 0, 400, 1_400));
            });
  }

  @Test
  void a_batch_that_fails_and_comes_again_counts_once() {
    var workspace = numbers.ids.next();
    var form = numbers.ids.next();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(numbers.response(workspace, form, "2026-05-01T12:00:00Z"));
    }
    numbers
        .transactions
        .asWorker(
            numbers
                .db
                .sql(
                    """
                    INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, payload)
                    VALUES (:workspace, :id, 'analytics.counts', 'forms.response-accepted', '{"poison":')
                    """)
                .bind("workspace", workspace)
                .bind("id", numbers.ids.next())
                .then()
                .then(numbers.announced(events)))
        .block();

    await()
        .untilAsserted(
            () -> assertThat(waiting(workspace)).containsExactly("1")); // only the poisonous one
    assertThat(responses(workspace, "2026-05-01")).isEqualTo(60);
    numbers.changeAsWorker(
        "DELETE FROM kernel.outbox WHERE workspace_id = '%s'".formatted(workspace));
  }

  private List<String> waiting(UUID workspace) {
    return numbers.asWorker(
        "SELECT count(*) FROM kernel.outbox WHERE workspace_id = '%s'".formatted(workspace));
  }

  private long responses(UUID workspace, String day) {
    return numbers.on(workspace, day).responses();
  }

  private long leads(UUID workspace, String day) {
    return numbers.on(workspace, day).leadsCreated();
  }
}
