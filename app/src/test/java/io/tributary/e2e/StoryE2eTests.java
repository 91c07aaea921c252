package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/// The whole product once, over HTTP: from a form to a number.
@EndToEndTest
class StoryE2eTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired private WebTestClient client;

  @Test
  void a_stranger_submits_and_everything_follows() throws Exception {
    try (var receiver = Receiver.start()) {
      var pipeline = Pipeline.create(client, actions(receiver));
      var address = "zoe+" + UUID.randomUUID() + "@example.com";

      var shown = client.get().uri("/f/" + pipeline.formKey()).exchange();
      shown.expectStatus().isOk().expectBody().jsonPath("$.fields[1].type").isEqualTo("EMAIL");
      var submitted =
          pipeline.submit(
              client, UUID.randomUUID().toString(), Pipeline.submission("Zoë 漢", address, 25_000));
      assertThat(submitted.status().value()).isEqualTo(201);

      var lead = leadAppears(pipeline, "qualified");
      assertThat(lead).containsEntry("email", address).containsEntry("name", "Zoë 漢");
      executionCompletes(pipeline, List.of("start", "branch", "qualify", "thank", "tell", "end"));
      mailArrives(address);
      webhookArrives(pipeline, receiver, (String) lead.get("id"));
      dashboardCounts(pipeline, 1);
    }
  }

  @Test
  void what_the_branch_does_not_take_goes_straight_to_the_end() {
    try (var receiver = Receiver.start()) {
      var pipeline = Pipeline.create(client, actions(receiver));
      pipeline.submit(
          client, "a", Pipeline.submission("Ada", UUID.randomUUID() + "@example.com", 999));

      executionCompletes(pipeline, List.of("start", "branch", "end"));
      leadAppears(pipeline, "new");
      assertThat(receiver.calls()).isEmpty();
    }
  }

  @Test
  void a_repeated_submission_is_one_and_a_faulty_one_none() {
    try (var receiver = Receiver.start()) {
      var pipeline = Pipeline.create(client, actions(receiver));
      var body = Pipeline.submission("Ada", UUID.randomUUID() + "@example.com", 5_000);

      var first = pipeline.submit(client, "same", body);
      var again = pipeline.submit(client, "same", body);
      var faulty = pipeline.submit(client, "other", Pipeline.submission("", "not-an-address", -1));

      assertThat(again.body().get("responseId")).isEqualTo(first.body().get("responseId"));
      assertThat(faulty.status().value()).isEqualTo(400);
      assertThat(faulty.body().get("errors").toString())
          .contains("/data/name", "/data/email", "/data/budget");
      executionCompletes(pipeline, List.of("start", "branch", "qualify", "thank", "tell", "end"));
      dashboardCounts(pipeline, 1);
      assertThat(pipeline.items("/leads")).hasSize(1);
    }
  }

  private static List<Map<String, Object>> actions(Receiver receiver) {
    return List.of(
        Pipeline.node(
            "qualify", "ACTION_UPDATE_LEAD", Map.of("changes", Map.of("stage", "qualified"))),
        Pipeline.node(
            "thank",
            "ACTION_SEND_EMAIL",
            Map.of(
                "to", "{{lead.email}}",
                "subject", "Thank you, {{lead.name}}",
                "text", "Your budget: {{response.data.budget}}")),
        Pipeline.node(
            "tell",
            "ACTION_HTTP_REQUEST",
            Map.of(
                "url", receiver.url("/leads"),
                "method", "POST",
                "body", Map.of("lead", "{{lead.id}}", "stage", "{{lead.stage}}"))));
  }

  private static Map<String, Object> leadAppears(Pipeline pipeline, String stage) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(pipeline.items("/leads"))
                    .singleElement()
                    .satisfies(lead -> assertThat(lead).containsEntry("stage", stage)));
    return pipeline.items("/leads").getFirst();
  }

  private static void executionCompletes(Pipeline pipeline, List<String> nodes) {
    var path = "/executions?workflowId=" + pipeline.workflowId();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(pipeline.items(path))
                    .singleElement()
                    .satisfies(run -> assertThat(run).containsEntry("status", "COMPLETED")));
    var id = pipeline.items(path).getFirst().get("id");
    assertThat(pipeline.items("/executions/" + id + "/steps"))
        .extracting(step -> step.get("nodeId"))
        .containsExactlyElementsOf(nodes);
    assertThat(pipeline.items("/executions/" + id + "/logs")).isNotEmpty();
  }

  private static void mailArrives(String address) throws Exception {
    await().atMost(PATIENCE).until(() -> !Mailbox.to(address).isEmpty());
    var mail = Mailbox.to(address).getFirst();
    assertThat(mail.getSubject()).isEqualTo("Thank you, Zoë 漢");
    assertThat(mail.getContent().toString()).contains("Your budget: 25000");
  }

  /// Verified by the rules as their authors published them.
  private static void webhookArrives(Pipeline pipeline, Receiver receiver, String leadId)
      throws Exception {
    await().atMost(PATIENCE).until(() -> !receiver.calls().isEmpty());
    var call = receiver.calls().getFirst();
    assertThat(call.body()).contains(leadId).contains("qualified");
    var secret = pipeline.get("/webhook-secret").get("secret").toString();
    var headers = HttpHeaders.of(call.headers(), (name, value) -> true);
    var webhook = new Webhook(secret);
    assertThatCode(() -> webhook.verify(call.body(), headers)).doesNotThrowAnyException();
    assertThatThrownBy(() -> webhook.verify(call.body() + " ", headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  private static void dashboardCounts(Pipeline pipeline, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var today = pipeline.items("/analytics/daily").getLast();
              assertThat(today.get("date")).isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
              assertThat(today)
                  .containsEntry("responses", count)
                  .containsEntry("leadsCreated", count)
                  .containsEntry("executionsStarted", count)
                  .containsEntry("executionsCompleted", count)
                  .containsEntry("executionsFailed", 0);
            });
  }
}
