package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

class DebounceTests extends EngineTest {
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;

  private String debounced(int seconds) {
    return published(shortest().settings(Map.of("debounce", Map.of("seconds", seconds))));
  }

  private List<String> outcomes(String workflow) {
    return items("/executions?limit=100&workflowId=" + workflow).stream()
        .map(item -> item.get("status") + " " + item.get("outcome"))
        .toList();
  }

  private void awaitAllEnded() {
    var seeds = new Seeds(transactions, db, ids);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> seeds.count("execution_queue", tenant.workspaceId()) == 0);
  }

  @Test
  void of_the_starts_for_a_lead_within_the_window_the_last_one_runs() {
    var workflow = debounced(1);
    var lead = lead("debounce@example.org");
    var other = lead("other@example.org");

    var first = started(workflow, Map.of("leadId", lead));
    started(workflow, Map.of("leadId", lead));
    var last = started(workflow, Map.of("leadId", lead));
    var alone = started(workflow, Map.of("leadId", other));
    var without = started(workflow);

    assertThat(awaitStatus(without, "COMPLETED")).isNotNull();
    assertThat(get("/executions/" + first).get("outcome")).isEqualTo("superseded");
    awaitStatus(last, "COMPLETED");
    awaitStatus(alone, "COMPLETED");
    assertThat(outcomes(workflow))
        .containsExactlyInAnyOrder(
            "CANCELLED superseded",
            "CANCELLED superseded",
            "COMPLETED completed",
            "COMPLETED completed",
            "COMPLETED completed");
    assertThat(items("/executions/" + first + "/logs")).isNotEmpty();
  }

  @Test
  void within_a_batch_the_last_one_wins_and_keys_keep_their_meaning() {
    var workflow = debounced(1);
    var lead = lead("batch@example.org");
    var body =
        Map.of(
            "items",
            IntStream.range(0, 5)
                .mapToObj(i -> Map.of("leadId", lead, "idempotencyKey", "k" + i))
                .toList());

    var first = post("/workflows/" + workflow + "/executions/batch", body);
    var again = post("/workflows/" + workflow + "/executions/batch", body);

    assertThat(again.get("items")).isEqualTo(first.get("items"));
    assertThat(again.get("started")).isEqualTo(0);
    awaitAllEnded();
    assertThat(outcomes(workflow).getFirst()).isEqualTo("COMPLETED completed");
    assertThat(outcomes(workflow).subList(1, 5)).containsOnly("CANCELLED superseded");
  }

  @Test
  void starts_that_come_at_once_run_once() {
    var workflow = debounced(2);
    var leads = IntStream.range(0, 4).mapToObj(i -> lead("crowd" + i + "@example.org")).toList();

    IntStream.range(0, 40)
        .parallel()
        .forEach(i -> started(workflow, Map.of("leadId", leads.get(i % leads.size()))));

    awaitAllEnded();
    assertThat(outcomes(workflow)).filteredOn("COMPLETED completed"::equals).hasSize(4);
    assertThat(outcomes(workflow)).filteredOn("CANCELLED superseded"::equals).hasSize(36);
  }

  @Test
  void a_steady_stream_runs_after_ten_windows() {
    var workflow = debounced(60);
    var lead = lead("steady@example.org");
    var first = started(workflow, Map.of("leadId", lead));
    var seeds = new Seeds(transactions, db, ids);
    seeds.run(
        """
        UPDATE workflows.debounced_start SET first_at = now() - interval '599 seconds'
        WHERE workspace_id = '%s'
        """
            .formatted(tenant.workspaceId()));

    var second = started(workflow, Map.of("leadId", lead));

    awaitStatus(second, "COMPLETED");
    assertThat(get("/executions/" + first).get("outcome")).isEqualTo("superseded");
    var third = started(workflow, Map.of("leadId", lead));
    assertThat(get("/executions/" + third).get("status")).isEqualTo("QUEUED");
    post("/executions/" + third + "/cancel", Map.of());
  }
}
