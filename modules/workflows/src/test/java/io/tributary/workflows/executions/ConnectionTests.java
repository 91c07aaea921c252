package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tributary.testsupport.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Workflows that reach others by credentials, mail templates and mail servers of their own.
@ExtendWith(OutputCaptureExtension.class)
class ConnectionTests extends EngineTest {
  private static final String CANARY = "canary-0f-a-s3cret";
  private static final GreenMail OWN =
      new GreenMail(
          new ServerSetup[] {ServerSetup.SMTP.dynamicPort(), ServerSetup.SMTPS.dynamicPort()});
  private static final Map<String, Object> ONCE = Map.of("attempts", 1);

  @BeforeAll
  static void serve() {
    OWN.start();
    OWN.setUser("crm@own.example", "crm", CANARY);
  }

  @AfterAll
  static void end() {
    OWN.stop();
  }

  @BeforeEach
  void emptyMailboxes() throws Exception {
    OWN.purgeEmailFromAllMailboxes();
  }

  private static String host() {
    return TARGET.url("").substring("http://".length());
  }

  private String workflow(String type, Map<String, Object> config) {
    return published(
        graph()
            .node("t", "TRIGGER_MANUAL")
            .node("n", type, config)
            .node("z", "CONTROL_END")
            .edge("t", "n")
            .edge("n", "z"));
  }

  private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
    var all = new HashMap<>(one);
    all.putAll(other);
    return all;
  }

  private String call(Map<String, Object> more) {
    return workflow(
        "ACTION_HTTP_REQUEST",
        merged(Map.of("method", "GET", "url", TARGET.url("/crm"), "retry", ONCE), more));
  }

  private String mail(Map<String, Object> more) {
    return workflow(
        "ACTION_SEND_EMAIL", merged(Map.of("to", "{{lead.email}}", "retry", ONCE), more));
  }

  private Map<String, Object> settings(Map<String, Object> more) {
    return merged(
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            OWN.getSmtp().getPort(),
            "security",
            "NONE",
            "username",
            "crm",
            "password",
            CANARY,
            "sender",
            "crm@own.example"),
        more);
  }

  private void put(Tenant whose, Map<String, Object> settings) {
    whose
        .http()
        .put()
        .uri(whose.path("/smtp-settings"))
        .header("If-Match", "*")
        .bodyValue(settings)
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void a_call_proves_itself_and_its_secret_is_seen_nowhere(CapturedOutput output) {
    var credential =
        post(
            "/credentials",
            Map.of(
                "key", "crm", "kind", "BEARER", "host", host(), "values", Map.of("token", CANARY)));
    TARGET.answer(
        count ->
            new HttpTarget.Answer(
                200,
                "{\"echo\":\"Bearer " + CANARY + "\"}",
                "",
                reactor.core.publisher.Mono.empty()));
    var workflow = call(Map.of("auth", Map.of("credential", "crm")));

    var execution = started(workflow);
    var done = awaitStatus(execution, "COMPLETED");

    assertThat(TARGET.asked.getFirst().headers().get("Authorization"))
        .isEqualTo("Bearer " + CANARY);
    var seen = new ArrayList<Object>(List.of(done, get("/credentials/" + credential.get("id"))));
    for (var part : List.of("/steps", "/logs")) {
      seen.add(items("/executions/" + execution + part));
    }
    seen.add(get("/workflows/" + workflow));
    assertThat(seen.toString()).doesNotContain(CANARY).contains("***");
    assertThat(output.getAll()).doesNotContain(CANARY);
  }

  @Test
  void a_credential_of_another_host_or_none_at_all_sends_nothing() {
    post(
        "/credentials",
        Map.of(
            "key",
            "elsewhere",
            "kind",
            "BEARER",
            "host",
            "api.example.org",
            "values",
            Map.of("token", CANARY)));

    var foreign =
        awaitStatus(started(call(Map.of("auth", Map.of("credential", "elsewhere")))), "FAILED");
    var missing =
        awaitStatus(started(call(Map.of("auth", Map.of("credential", "nobody")))), "FAILED");

    assertThat(foreign.get("error").toString()).contains("REFUSED_ADDRESS").doesNotContain(CANARY);
    assertThat(missing.get("error").toString()).contains("NOT_CONFIGURED");
    assertThat(TARGET.asked).isEmpty();
  }

  @Test
  void an_expected_refusal_goes_on_and_a_listed_status_is_tried_again() {
    TARGET.answer(count -> HttpTarget.Answer.of(count == 1 ? 404 : 409));
    var workflow =
        call(
            Map.of(
                "expect",
                List.of(409),
                "retry",
                Map.of("attempts", 3, "delaySeconds", 0.05, "statuses", List.of(404))));

    var done = awaitStatus(started(workflow), "COMPLETED");

    assertThat(TARGET.asked).hasSize(2);
    assertThat(done.get("state").toString()).contains("status=409");
  }

  @Test
  void a_template_is_sent_to_all_recipients_by_the_systems_server() throws Exception {
    post(
        "/mail-templates",
        Map.of(
            "key",
            "welcome",
            "subject",
            "Grüße {{lead.name}} \uD83D\uDE00",
            "text",
            "Hello {{lead.name}}"));
    var workflow =
        mail(
            Map.of(
                "template",
                "welcome",
                "cc",
                "cc@example.org, {{variables.nobody}}",
                "bcc",
                "bcc@example.org",
                "fromName",
                "Ada \"<evil@example.org>\"\r\nBcc: x@example.org"));

    awaitStatus(started(workflow, Map.of("leadId", lead("to@example.org"))), "COMPLETED");

    var received = MAIL.getReceivedMessages();
    assertThat(received).hasSize(3);
    assertThat(received[0].getSubject()).isEqualTo("Grüße Ada \uD83D\uDE00");
    assertThat(received[0].getHeader("To")).containsExactly("to@example.org");
    assertThat(received[0].getHeader("Cc")).containsExactly("cc@example.org");
    assertThat(received[0].getHeader("Bcc")).isNull();
    assertThat(received[0].getFrom()).hasSize(1);
    assertThat(received[0].getFrom()[0].toString()).contains("<crm@tributary.example>");
  }

  @Test
  void a_template_that_is_not_there_or_breaks_fails_for_good() {
    post(
        "/mail-templates",
        Map.of(
            "key",
            "long",
            "subject",
            "s",
            "text",
            "{{#variables.many}}" + "x".repeat(90_000) + "{{/variables.many}}"));
    var lead = Map.<String, Object>of("leadId", lead("to@example.org"));

    var missing = awaitStatus(started(mail(Map.of("template", "nobody")), lead), "FAILED");
    var endless =
        awaitStatus(
            started(
                mail(Map.of("template", "long")),
                merged(lead, Map.of("input", Map.of("many", List.of(1, 2, 3, 4))))),
            "FAILED");

    assertThat(missing.get("error").toString()).contains("NOT_CONFIGURED").contains("nobody");
    assertThat(endless.get("error").toString()).contains("INVALID_CONFIG");
    assertThat(MAIL.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_workspace_sends_by_its_own_server_and_others_by_the_systems(CapturedOutput output)
      throws Exception {
    var foreign = tenant;
    var foreignWorkflow = mail(Map.of("subject", "theirs", "text", "x"));
    var foreignLead = lead("theirs@example.org");
    tenant = Tenant.create(client);
    put(tenant, settings(Map.of()));
    var workflow = mail(Map.of("subject", "ours", "text", "x", "fromName", "Grüße"));
    var lead = lead("ours@example.org");

    var executions =
        IntStream.range(0, 10).mapToObj(i -> started(workflow, Map.of("leadId", lead))).toList();
    executions.forEach(execution -> awaitStatus(execution, "COMPLETED"));
    assertThat(post("/smtp-settings/test", Map.of("to", "me@example.org")))
        .containsEntry("sent", true);
    var steps = items("/executions/" + executions.getFirst() + "/steps").toString();
    tenant = foreign;
    awaitStatus(started(foreignWorkflow, Map.of("leadId", foreignLead)), "COMPLETED");

    var own = OWN.getReceivedMessages();
    assertThat(own).hasSize(11);
    assertThat(own[0].getFrom()[0].toString()).contains("<crm@own.example>");
    assertThat(own[0].getMessageID()).endsWith(".n.1@own.example>");
    assertThat(MAIL.getReceivedMessages())
        .hasSize(1)
        .allSatisfy(mail -> assertThat(mail.getSubject()).isEqualTo("theirs"));
    assertThat(steps + output.getAll()).doesNotContain(CANARY);
  }

  @Test
  void a_wrong_password_or_a_certificate_that_nobody_vouches_for_is_told_and_nothing_is_sent() {
    put(tenant, settings(Map.of("password", "wrong-" + CANARY)));
    var refused = post("/smtp-settings/test", Map.of("to", "me@example.org"));
    put(tenant, settings(Map.of("security", "TLS", "port", OWN.getSmtps().getPort())));
    var untrusted = post("/smtp-settings/test", Map.of("to", "me@example.org"));
    put(tenant, settings(Map.of("security", "STARTTLS")));
    var plain = post("/smtp-settings/test", Map.of("to", "me@example.org"));

    assertThat(refused).containsEntry("sent", false).containsEntry("kind", "NOT_CONFIGURED");
    assertThat(untrusted).containsEntry("sent", false).containsEntry("kind", "CONNECTION");
    assertThat(plain).containsEntry("sent", false);
    assertThat(refused.toString() + untrusted + plain).doesNotContain(CANARY);
    assertThat(OWN.getReceivedMessages()).isEmpty();
  }

  @Test
  void without_settings_again_the_systems_server_sends() {
    put(tenant, settings(Map.of()));
    var workflow = mail(Map.of("subject", "s", "text", "x"));
    var lead = lead("to@example.org");
    awaitStatus(started(workflow, Map.of("leadId", lead)), "COMPLETED");

    tenant
        .http()
        .delete()
        .uri(tenant.path("/smtp-settings"))
        .exchange()
        .expectStatus()
        .isNoContent();
    awaitStatus(started(workflow, Map.of("leadId", lead)), "COMPLETED");

    assertThat(OWN.getReceivedMessages()).hasSize(1);
    assertThat(MAIL.getReceivedMessages()).hasSize(1);
  }
}
