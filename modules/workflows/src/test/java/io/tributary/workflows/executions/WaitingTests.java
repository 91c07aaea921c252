package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.Graph;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Executions that wait for events and moments, set variables and give leads owners.
class WaitingTests extends EngineTest {
  private static final String WAITING = "WAITING";
  private static final String COMPLETED = "COMPLETED";

  private static Graph waits(Map<String, Object> config) {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node("w", "CONTROL_WAIT_FOR_EVENT", config)
        .node("z", "CONTROL_END")
        .edge("t", "w")
        .edge("w", "z");
  }

  private String postEvent(String name, String correlationId, Map<String, Object> data) {
    return (String)
        post("/events", Map.of("name", name, "correlationId", correlationId, "data", data))
            .get("eventId");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> outputOf(Map<String, Object> execution, String node) {
    var state = (Map<String, Object>) execution.get("state");
    return (Map<String, Object>) ((Map<String, Object>) state.get("stepOutputs")).get(node);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> variablesOf(Map<String, Object> execution) {
    return (Map<String, Object>) ((Map<String, Object>) execution.get("state")).get("variables");
  }

  @Test
  void an_execution_goes_on_when_its_event_comes_and_reads_it() {
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node(
                    "w",
                    "CONTROL_WAIT_FOR_EVENT",
                    Map.of(
                        "event", "payment.received",
                        "correlationId", "{{lead.email}}",
                        "condition", "event.data.amount >= 100"))
                .node(
                    "v",
                    "ACTION_SET_VARIABLES",
                    Map.of(
                        "variables",
                        Map.of("paid", Map.of("expression", "steps.w.data.amount * 2"))))
                .node("z", "CONTROL_END")
                .edge("t", "w")
                .edge("w", "v")
                .edge("v", "z"));
    var execution = started(workflow, Map.of("leadId", lead("ada@example.com")));
    var other = started(workflow, Map.of("leadId", lead("bob@example.com")));
    awaitStatus(execution, WAITING);

    postEvent("payment.received", "ada@example.com", Map.of("amount", 99));
    var id = postEvent("payment.received", "ada@example.com", Map.of("amount", 120));

    var ended = awaitStatus(execution, COMPLETED);
    assertThat(outputOf(ended, "w")).containsEntry("id", id);
    assertThat(variablesOf(ended)).containsEntry("paid", 240);
    awaitStatus(other, WAITING);
  }

  @Test
  void an_event_that_came_before_the_wait_is_not_lost() {
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("d", "CONTROL_DELAY", Map.of("seconds", 1))
                .node("w", "CONTROL_WAIT_FOR_EVENT", Map.of("event", "signed"))
                .node("z", "CONTROL_END")
                .edge("t", "d")
                .edge("d", "w")
                .edge("w", "z"));
    var execution = started(workflow);

    var id = postEvent("signed", "any", Map.of());

    assertThat(outputOf(awaitStatus(execution, COMPLETED), "w")).containsEntry("id", id);
  }

  @Test
  void of_many_that_race_with_their_events_none_is_missed() {
    var workflow =
        published(waits(Map.of("event", "signed", "correlationId", "{{variables.key}}")));
    var executions =
        IntStream.range(0, 60)
            .parallel()
            .mapToObj(
                i -> {
                  var id = started(workflow, Map.of("input", Map.of("key", "k" + i)));
                  postEvent("signed", "k" + i, Map.of());
                  return id;
                })
            .toList();

    executions.forEach(execution -> awaitStatus(execution, COMPLETED));
  }

  @Test
  void a_wait_that_takes_too_long_goes_on_by_its_edge_or_fails() {
    var config = Map.of("event", "signed", "timeout", Map.of("seconds", 0.5));
    var going =
        started(
            published(
                waits(config)
                    .node("late", "CONTROL_END", Map.of("outcome", "completed"))
                    .edge("w-late", "w", "late", "timeout", null)));
    var failing = started(published(waits(config)));

    awaitStatus(going, COMPLETED);
    var failed = awaitStatus(failing, "FAILED");
    assertThat(failed.get("error").toString()).contains("WAIT_TIMEOUT");
    assertThat(items("/executions/" + going + "/steps").stream().map(step -> step.get("nodeId")))
        .containsExactly("t", "w", "late");
  }

  @Test
  void a_wait_that_is_come_to_again_waits_for_another_event() {
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("w", "CONTROL_WAIT_FOR_EVENT", Map.of("event", "signed"))
                .node("b", "CONTROL_BRANCH")
                .node("z", "CONTROL_END")
                .edge("t", "w")
                .edge("w", "b")
                .edge("b", "z", Map.of("field", "steps.w.data.n", "operator", "eq", "value", 2))
                .edge("b", "w"));
    var execution = started(workflow);
    awaitStatus(execution, WAITING);
    postEvent("signed", "any", Map.of("n", 1));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> items("/executions/" + execution + "/steps").size() >= 4);
    assertThat(awaitStatus(execution, WAITING)).containsEntry("status", WAITING);

    postEvent("signed", "any", Map.of("n", 2));

    awaitStatus(execution, COMPLETED);
  }

  @Test
  void a_delay_lasts_until_its_moment_or_its_time_of_day() {
    var moment = Instant.now().plusSeconds(2);
    var time =
        LocalTime.ofInstant(Instant.now().plusSeconds(3), ZoneOffset.UTC)
            .format(DateTimeFormatter.ofPattern("HH:mm:ss"));
    var until = delayed(Map.of("until", "{{variables.at}}"));
    var next = delayed(Map.of("next", Map.of("time", time)));

    var first = started(until, Map.of("input", Map.of("at", moment.toString())));
    var past = started(until, Map.of("input", Map.of("at", "2020-01-01T00:00:00Z")));
    var never = started(until, Map.of("input", Map.of("at", "soon")));
    var second = started(next);

    awaitStatus(past, COMPLETED);
    awaitStatus(never, "FAILED");
    awaitStatus(first, COMPLETED);
    assertThat(Instant.now()).isAfterOrEqualTo(moment);
    awaitStatus(second, COMPLETED);
  }

  private String delayed(Map<String, Object> config) {
    return published(
        graph()
            .node("t", "TRIGGER_MANUAL")
            .node("d", "CONTROL_DELAY", config)
            .node("z", "CONTROL_END")
            .edge("t", "d")
            .edge("d", "z"));
  }

  @Test
  void leads_get_owners_in_turn_and_later_nodes_see_them() {
    var owners = IntStream.range(0, 3).mapToObj(i -> UUID.randomUUID().toString()).toList();
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node(
                    "o", "ACTION_ASSIGN_OWNER", Map.of("strategy", "ROUND_ROBIN", "owners", owners))
                .node(
                    "v",
                    "ACTION_SET_VARIABLES",
                    Map.of("variables", Map.of("o", "{{lead.ownerId}}")))
                .node("z", "CONTROL_END")
                .edge("t", "o")
                .edge("o", "v")
                .edge("v", "z"));

    var executions =
        IntStream.range(0, 6)
            .mapToObj(i -> started(workflow, Map.of("leadId", lead("a" + i + "@example.com"))))
            .toList();

    var given =
        executions.stream()
            .map(execution -> variablesOf(awaitStatus(execution, COMPLETED)).get("o"))
            .toList();
    assertThat(given)
        .containsExactlyInAnyOrderElementsOf(
            List.of(owners, owners).stream().flatMap(List::stream).toList());
  }
}
