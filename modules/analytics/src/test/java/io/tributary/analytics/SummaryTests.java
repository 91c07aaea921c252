package io.tributary.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.analytics.application.port.in.ReadWorkflowSummaries;
import io.tributary.analytics.application.port.in.ReadWorkflowSummaries.Summaries;
import io.tributary.analytics.application.port.in.ReadWorkflowSummaries.Summary;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.PageRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AnalyticsTest
class SummaryTests {
  @Autowired Numbers numbers;
  @Autowired ReadWorkflowSummaries summaries;

  private final LocalDate today = LocalDate.now(Clock.systemUTC());

  @Test
  void two_workspaces_are_summed_up_and_each_sees_its_own() {
    var one = numbers.ids.next();
    var other = numbers.ids.next();
    var workflow = numbers.ids.next();

    numbers.announce(
        numbers.progress(one, workflow, today, 2, 1, 3_000),
        numbers.progress(one, workflow, today.minusDays(29), 1, 0, 100),
        numbers.progress(one, workflow, today.minusDays(30), 50, 50, 9_999),
        numbers.progress(other, workflow, today.minusDays(3), 5, 0, 50));

    await().untilAsserted(() -> assertThat(read(one).page().items()).hasSize(1));
    assertThat(read(one).page().items())
        .containsExactly(
            new Summary(workflow, 4, 3, 1, 0, new BigDecimal("0.250000"), 6, 775, today));
    await().untilAsserted(() -> assertThat(read(other).page().items()).hasSize(1));
    assertThat(read(other).page().items())
        .containsExactly(
            new Summary(
                workflow, 5, 5, 0, 0, new BigDecimal("0.000000"), 10, 10, today.minusDays(3)));
  }

  @Test
  void it_says_as_of_when_it_is_and_follows_changes() {
    var workspace = numbers.ids.next();
    var workflow = numbers.ids.next();
    numbers.announce(numbers.progress(workspace, workflow, today, 1, 0, 1));
    await().untilAsserted(() -> assertThat(read(workspace).page().items()).hasSize(1));
    var before = read(workspace).asOf();

    numbers.announce(numbers.progress(workspace, workflow, today, 0, 1, 1));

    await()
        .untilAsserted(
            () ->
                assertThat(read(workspace).page().items().getFirst().failureRate())
                    .isEqualByComparingTo("0.5"));
    assertThat(read(workspace).asOf()).isAfter(before);
  }

  @Test
  void its_pages_follow_each_other_newest_workflow_first() {
    var workspace = numbers.ids.next();
    var first = numbers.ids.next();
    var second = numbers.ids.next();
    var third = numbers.ids.next();
    numbers.announce(
        numbers.progress(workspace, first, today, 1, 0, 1),
        numbers.progress(workspace, third, today, 1, 0, 1),
        numbers.progress(workspace, second, today, 1, 0, 1));
    await().untilAsserted(() -> assertThat(read(workspace).page().items()).hasSize(3));

    var page = read(workspace, new PageRequest(2, null)).page();
    var next = read(workspace, new PageRequest(2, page.nextCursor())).page();

    assertThat(page.items()).extracting(Summary::workflowId).containsExactly(third, second);
    assertThat(next.items()).extracting(Summary::workflowId).containsExactly(first);
    assertThat(next.nextCursor()).isNull();
  }

  @Test
  void requests_can_neither_read_what_lies_below_nor_refresh_it() {
    var workspace = new WorkspaceId(numbers.ids.next());
    for (var sql :
        new String[] {
          "SELECT count(*) FROM analytics.workflow_summary",
          "REFRESH MATERIALIZED VIEW analytics.workflow_summary",
          "SELECT analytics.refresh_workflow_summary()",
          "UPDATE analytics.workspace_daily_stats SET responses = 0",
          "UPDATE analytics.refresh_state SET took_ms = 0"
        }) {
      assertThatThrownBy(
              () ->
                  numbers
                      .transactions
                      .inWorkspace(workspace, numbers.db.sql(sql).fetch().all().then())
                      .block())
          .as(sql)
          .rootCause()
          .message()
          .matches(".*(permission denied|must be owner).*");
    }
  }

  @Test
  void with_the_predicate_left_out_a_workspace_still_sees_only_its_own_rows() {
    var one = numbers.ids.next();
    var other = numbers.ids.next();
    numbers.announce(
        numbers.progress(one, numbers.ids.next(), today, 1, 0, 1),
        numbers.progress(other, numbers.ids.next(), today, 1, 0, 1));
    await().untilAsserted(() -> assertThat(read(one).page().items()).hasSize(1));
    await().untilAsserted(() -> assertThat(read(other).page().items()).hasSize(1));

    for (var relation :
        new String[] {
          "workflow_summary_of_workspace", "workspace_daily_stats", "workflow_daily_stats"
        }) {
      assertThat(
              numbers
                  .transactions
                  .inWorkspace(
                      new WorkspaceId(one),
                      numbers
                          .db
                          .sql("SELECT DISTINCT workspace_id FROM analytics." + relation)
                          .mapValue(UUID.class)
                          .all()
                          .collectList())
                  .block())
          .as(relation)
          .containsExactly(one);
    }
  }

  private Summaries read(UUID workspace) {
    return read(workspace, new PageRequest(50, null));
  }

  private Summaries read(UUID workspace, PageRequest page) {
    return summaries.read(new WorkspaceId(workspace), page).block();
  }
}
