package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.TestDatabase;
import io.tributary.workflows.executions.HttpTarget.Answer;
import java.net.http.HttpHeaders;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class EngineTests extends EngineTest {
  private static final Map<String, Object> FAST_RETRY =
      Map.of("attempts", 3, "delaySeconds", 0.1, "maxDelaySeconds", 0.2);

  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired MeterRegistry meters;

  private Map<String, Object> call(String path) {
    return Map.of(
        "method",
        "POST",
        "url",
        TARGET.url(path),
        "body",
        Map.of("who", "{{lead.email}}", "n", 7),
        "retry",
        FAST_RETRY);
  }

  private List<String> nodesOf(String execution) {
    return items("/executions/" + execution + "/steps").stream()
        .map(step -> step.get("nodeId") + " " + step.get("status"))
        .toList();
  }

  @Test
  void a_submission_branches_updates_the_lead_and_sends_a_mail() throws Exception {
    var form =
        post(
            "/forms",
            Map.of(
                "title",
                "Contact",
                "fields",
                List.of(
                    Map.of("key", "email", "type", "EMAIL", "label", "E-mail", "required", true),
                    Map.of("key", "budget", "type", "NUMBER", "label", "Budget"))));
    var publishedForm = post("/forms/" + form.get("id") + "/publish", Map.of());
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_FORM_RESPONSE", Map.of("formId", form.get("id")))
                .node("b", "CONTROL_BRANCH")
                .node("u", "ACTION_UPDATE_LEAD", Map.of("changes", Map.of("stage", "qualified")))
                .node(
                    "m",
                    "ACTION_SEND_EMAIL",
                    Map.of(
                        "to",
                        "{{lead.email}}",
                        "subject",
                        "Hello {{lead.stage}}",
                        "text",
                        "Your budget: {{response.data.budget}}"))
                .node("z", "CONTROL_END")
                .edge("t", "b")
                .edge(
                    "b",
                    "u",
                    Map.of("field", "response.data.budget", "operator", "gte", "value", 1000))
                .edge("b", "z")
                .edge("u", "m")
                .edge("m", "z"));

    client
        .post()
        .uri("/f/" + publishedForm.get("formKey") + "/responses")
        .bodyValue(Map.of("data", Map.of("email", "ada@example.org", "budget", 5000)))
        .exchange()
        .expectStatus()
        .isCreated();

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> MAIL.getReceivedMessages().length == 1);
    var mail = MAIL.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Hello qualified");
    assertThat(mail.getContent().toString().strip()).startsWith("Your budget: 5000");
    var execution =
        (String) items("/executions?workflowId=" + workflow + "&limit=10").getFirst().get("id");
    var done = awaitStatus(execution, "COMPLETED");
    assertThat(done.get("outcome")).isEqualTo("completed");
    assertThat(mail.getMessageID()).isEqualTo("<" + execution + ".m.1@tributary.example>");
    assertThat(nodesOf(execution))
        .containsExactly("t COMPLETED", "b COMPLETED", "u COMPLETED", "m COMPLETED", "z COMPLETED");
    assertThat(items("/executions/" + execution + "/logs").getFirst().get("message"))
        .isEqualTo("completed");
    assertThat(get("/leads/" + done.get("leadId")).get("stage")).isEqualTo("qualified");
  }

  @Test
  void a_call_is_signed_and_retried_under_the_same_id() throws Exception {
    TARGET.answer(count -> Answer.of(count == 1 ? 503 : 200));
    var secret = (String) get("/webhook-secret").get("secret");
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("h", "ACTION_HTTP_REQUEST", call("/hook?x={{lead.email}}"))
                .node("z", "CONTROL_END")
                .edge("t", "h")
                .edge("h", "z"));

    var execution = started(workflow, Map.of("leadId", lead("a+b@example.org")));

    var done = awaitStatus(execution, "COMPLETED");
    assertThat(TARGET.asked).hasSize(2);
    var asked = TARGET.asked.getLast();
    assertThat(asked.path()).isEqualTo("/hook?x=a%2Bb%40example.org");
    assertThat(asked.body()).contains("\"who\":\"a+b@example.org\"").contains("\"n\":7");
    assertThat(TARGET.asked.getFirst().headers().get("webhook-id"))
        .isEqualTo(asked.headers().get("webhook-id"))
        .isEqualTo(execution + ":h:1");
    var headers = new HashMap<String, List<String>>();
    asked.headers().forEach(h -> headers.put(h.getKey(), List.of(h.getValue())));
    new Webhook(secret).verify(asked.body(), HttpHeaders.of(headers, (name, value) -> true));
    assertThat(done.get("state").toString()).contains("status=200").contains("ok=true");
    var step = items("/executions/" + execution + "/steps").get(1);
    assertThat(step.get("attempts")).isEqualTo(2);
  }

  @Test
  void a_refusal_takes_the_error_handle_at_once_and_without_one_fails() {
    TARGET.answer(count -> Answer.of(404));
    var handled =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("h", "ACTION_HTTP_REQUEST", call("/gone"))
                .node("z", "CONTROL_END")
                .node("e", "CONTROL_END")
                .edge("t", "h")
                .edge("h", "z")
                .edge("h-e", "h", "e", "error", null));
    var unhandled =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("h", "ACTION_HTTP_REQUEST", call("/gone"))
                .node("z", "CONTROL_END")
                .edge("t", "h")
                .edge("h", "z"));

    var first = started(handled);
    awaitStatus(first, "COMPLETED");
    var second = started(unhandled);
    var failed = awaitStatus(second, "FAILED");

    assertThat(nodesOf(first)).containsExactly("t COMPLETED", "h FAILED", "e COMPLETED");
    assertThat(failed.get("currentNode")).isEqualTo("h");
    assertThat(failed.get("error").toString()).contains("HTTP_REFUSED").contains("404");
    assertThat(TARGET.asked).hasSize(2);
  }

  @Test
  void a_redirect_is_a_failure_and_is_not_followed() {
    TARGET.answer(count -> new Answer(302, "", TARGET.url("/elsewhere"), Mono.empty()));
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("h", "ACTION_HTTP_REQUEST", call("/first"))
                .node("z", "CONTROL_END")
                .edge("t", "h")
                .edge("h", "z"));

    awaitStatus(started(workflow), "FAILED");

    assertThat(TARGET.asked).extracting(HttpTarget.Asked::path).containsExactly("/first");
  }

  @Test
  void what_stays_unavailable_fails_after_its_last_attempt() {
    TARGET.answer(count -> Answer.of(500));
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("h", "ACTION_HTTP_REQUEST", call("/down"))
                .node("z", "CONTROL_END")
                .edge("t", "h")
                .edge("h", "z"));

    var failed = awaitStatus(started(workflow), "FAILED");

    assertThat(failed.get("error").toString()).contains("HTTP_TEMPORARY");
    assertThat(TARGET.asked).hasSize(3);
  }

  @Test
  void a_delay_ends_by_itself_and_a_cancelled_one_never() {
    var brief =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("d", "CONTROL_DELAY", Map.of("seconds", 0.5))
                .node("z", "CONTROL_END")
                .edge("t", "d")
                .edge("d", "z"));
    var day =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("d", "CONTROL_DELAY", Map.of("duration", "P1D"))
                .node("z", "CONTROL_END")
                .edge("t", "d")
                .edge("d", "z"));

    var resumed = started(brief);
    awaitStatus(resumed, "COMPLETED");
    var waiting = started(day);
    awaitStatus(waiting, "WAITING");
    var cancelled = post("/executions/" + waiting + "/cancel", Map.of());
    post("/executions/" + waiting + "/cancel", Map.of());

    assertThat(cancelled.get("status")).isEqualTo("CANCELLED");
    assertThat(nodesOf(waiting)).containsExactly("t COMPLETED", "d SKIPPED");
    assertThat(nodesOf(resumed)).containsExactly("t COMPLETED", "d COMPLETED", "z COMPLETED");
    tenant
        .http()
        .post()
        .uri(tenant.path("/executions/" + resumed + "/cancel"))
        .exchange()
        .expectStatus()
        .isEqualTo(409);
  }

  @Test
  void a_cycle_ends_at_the_step_limit() {
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("b", "CONTROL_BRANCH")
                .node("c", "CONTROL_BRANCH")
                .node("z", "CONTROL_END")
                .edge("t", "b")
                .edge("b", "c")
                .edge("c", "z", Map.of("field", "variables.never", "operator", "eq", "value", 1))
                .edge("c", "b"));

    var failed = awaitStatus(started(workflow), "FAILED");

    assertThat(failed.get("error").toString()).contains("STEP_LIMIT");
    assertThat(items("/executions/" + failed.get("id") + "/steps?limit=100")).hasSize(50);
  }

  @Test
  void an_outcome_that_comes_after_the_lease_was_lost_is_discarded() {
    var slow = Mono.delay(Duration.ofMillis(500)).then();
    TARGET.answer(count -> new Answer(200, "{}", "", count == 1 ? slow : Mono.empty()));
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("h", "ACTION_HTTP_REQUEST", call("/slow"))
                .node("z", "CONTROL_END")
                .edge("t", "h")
                .edge("h", "z"));
    var execution = started(workflow);
    Awaitility.await().until(() -> TARGET.asked.size() == 1);

    transactions
        .asWorker(
            db.sql(
                    """
                    UPDATE workflows.execution_queue
                    SET lease_owner = gen_random_uuid(), lease_until = now() + interval '1 second'
                    WHERE workspace_id = :workspace AND execution_id = :id
                    """)
                .bind("workspace", tenant.workspaceId())
                .bind("id", UUID.fromString(execution))
                .fetch()
                .rowsUpdated())
        .block();

    // the lease ends, the attempt counts, and the next one goes by the same id
    awaitStatus(execution, "COMPLETED");
    assertThat(TARGET.asked)
        .hasSize(2)
        .extracting(asked -> asked.headers().get("webhook-id"))
        .containsOnly(execution + ":h:1");
    assertThat(items("/executions/" + execution + "/steps").get(1).get("attempts")).isEqualTo(2);
  }

  @Test
  void a_cancelled_execution_ignores_the_call_that_was_under_way() {
    TARGET.answer(count -> new Answer(200, "{}", "", Mono.delay(Duration.ofMillis(700)).then()));
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("h", "ACTION_HTTP_REQUEST", call("/slow"))
                .node("z", "CONTROL_END")
                .edge("t", "h")
                .edge("h", "z"));
    var execution = started(workflow);
    Awaitility.await().until(() -> TARGET.asked.size() == 1);

    post("/executions/" + execution + "/cancel", Map.of());

    Awaitility.await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(5))
        .until(() -> get("/executions/" + execution).get("status").equals("CANCELLED"));
    assertThat(nodesOf(execution)).containsExactly("t COMPLETED", "h SKIPPED");
  }

  @Test
  void a_hostile_value_adds_neither_recipient_nor_header() throws Exception {
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node(
                    "m",
                    "ACTION_SEND_EMAIL",
                    Map.of(
                        "to",
                        "{{variables.to}}",
                        "subject",
                        "{{variables.subject}}",
                        "html",
                        "<b>{{variables.subject}}</b>"))
                .node("z", "CONTROL_END")
                .edge("t", "m")
                .edge("m", "z"));

    var injected =
        started(
            workflow,
            Map.of(
                "input",
                Map.of("to", "ok@example.org", "subject", "Hi\r\nBcc: evil@example.org <i>ü")));
    var twoRecipients =
        started(
            workflow,
            Map.of("input", Map.of("to", "a@example.org, evil@example.org", "subject", "x")));

    awaitStatus(injected, "COMPLETED");
    var failed = awaitStatus(twoRecipients, "FAILED");
    assertThat(failed.get("error").toString()).contains("INVALID_CONFIG");
    assertThat(MAIL.getReceivedMessages()).hasSize(1);
    var mail = MAIL.getReceivedMessages()[0];
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).contains("Bcc: evil@example.org").doesNotContain("\n");
    assertThat(mail.getContent().toString()).contains("&lt;i&gt;");
  }

  @Test
  void a_hundred_at_once_all_end_and_change_their_lead_exactly_once() {
    var lead = lead("many@example.org");
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node(
                    "u",
                    "ACTION_UPDATE_LEAD",
                    Map.of("changes", Map.of("company", "{{execution.id}}")))
                .node("z", "CONTROL_END")
                .edge("t", "u")
                .edge("u", "z"));
    var before = (Integer) get("/leads/" + lead).get("version");

    var executions = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      executions.add(started(workflow, Map.of("leadId", lead)));
    }

    executions.forEach(execution -> awaitStatus(execution, "COMPLETED"));
    assertThat(get("/leads/" + lead).get("version")).isEqualTo(before + 100);
  }

  @Test
  void a_log_that_cannot_be_written_costs_no_execution() throws SQLException {
    var workflow = published(shortest());
    asOwner("ALTER TABLE workflows.execution_log RENAME TO execution_log_away");
    try {
      awaitStatus(started(workflow), "COMPLETED");
    } finally {
      asOwner("ALTER TABLE workflows.execution_log_away RENAME TO execution_log");
    }

    assertThat(meters.counter("tributary.engine.logs.dropped").count()).isPositive();
    var logged = started(workflow);
    awaitStatus(logged, "COMPLETED");
    assertThat(items("/executions/" + logged + "/logs")).isNotEmpty();
  }

  private static void asOwner(String sql) throws SQLException {
    var url = TestDatabase.jdbcUrl(TestDatabase.url());
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
