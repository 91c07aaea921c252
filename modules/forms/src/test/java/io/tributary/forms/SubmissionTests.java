package io.tributary.forms;

import static io.tributary.forms.FormsApi.CONTACT;
import static io.tributary.forms.FormsApi.body;
import static io.tributary.forms.FormsApi.idOf;
import static io.tributary.forms.FormsApi.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.tributary.testsupport.ModuleTest;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ModuleTest
class SubmissionTests {
  private static final Map<String, Object> ADA = Map.of("data", Map.of("email", "ada@example.org"));
  private static final Map<String, Object> BOB = Map.of("data", Map.of("email", "bob@example.org"));

  @Autowired WebTestClient client;

  @Autowired
  @Qualifier("appPool")
  ConnectionPool appPool;

  @Autowired
  @Qualifier("workerPool")
  ConnectionPool workerPool;

  @Autowired
  @Qualifier("writerPool")
  ConnectionPool writerPool;

  @LocalServerPort int port;
  private FormsApi api;
  private JsonNode form;

  @BeforeEach
  void publishAForm() {
    api = FormsApi.fresh(client);
    form = api.published(CONTACT);
  }

  private int stored() {
    return api.read(path(form) + "/responses?limit=100").get("items").size();
  }

  @Test
  void fifty_at_once_with_one_key_are_one_response_and_get_one_answer() throws Exception {
    Callable<UUID> submission = () -> idOf(api.submit(form, ADA, "one-key"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(java.util.Collections.nCopies(50, submission));
      assertThat(answers.stream().map(a -> a.resultNow()).distinct()).hasSize(1);
    }
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void many_at_once_with_keys_of_their_own_are_all_stored() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          threads.invokeAll(
              IntStream.range(0, 90)
                  .<Callable<UUID>>mapToObj(i -> () -> idOf(api.submit(form, ADA, "k" + i % 45)))
                  .toList());
      assertThat(answers.stream().map(a -> a.resultNow()).distinct()).hasSize(45);
    }
    assertThat(stored()).isEqualTo(45);
  }

  @Test
  void a_repeat_gets_the_first_answer_and_says_so() {
    var first = idOf(api.submit(form, ADA, "again"));
    var repeat = api.submit(form, ADA, "again");
    repeat.expectHeader().valueEquals("Idempotent-Replay", "true");
    assertThat(idOf(repeat)).isEqualTo(first);
    assertThat(idOf(api.submit(form, ADA, "another"))).isNotEqualTo(first);
  }

  @Test
  void the_same_key_with_another_body_is_refused_be_it_valid_or_not() {
    idOf(api.submit(form, ADA, "reused"));

    api.submit(form, BOB, "reused")
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:tributary:problem:idempotency-key-reused");
    api.submit(form, Map.of("data", Map.of()), "reused").expectStatus().isEqualTo(422);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_key_counts_for_its_form_only() {
    var other = api.published(CONTACT);
    assertThat(idOf(api.submit(form, ADA, "shared")))
        .isNotEqualTo(idOf(api.submit(other, BOB, "shared")));
  }

  @Test
  void a_repeat_is_answered_even_if_the_form_would_refuse_it_by_now() {
    var first = idOf(api.submit(form, ADA, "old"));
    api.edit(
        form,
        "{\"title\": \"T\", \"fields\": [{\"key\": \"name\", \"type\": \"TEXT\", \"label\": \"N\","
            + " \"required\": true}]}");
    api.publish(form);

    assertThat(idOf(api.submit(form, ADA, "old"))).isEqualTo(first);
    api.submit(form, ADA, "new").expectStatus().isBadRequest();
  }

  @Test
  void a_refused_submission_does_not_use_up_its_key() {
    api.submit(form, Map.of("data", Map.of()), "second-try").expectStatus().isBadRequest();
    assertThat(body(api.submit(form, ADA, "second-try").expectStatus().isCreated())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ä", "a\tb"})
  void a_key_is_printable(String key) {
    api.submit(form, ADA, key).expectStatus().isBadRequest();
  }

  @Test
  void a_key_has_at_most_200_characters() {
    api.submit(form, ADA, "k".repeat(200)).expectStatus().isCreated();
    api.submit(form, ADA, "k".repeat(201)).expectStatus().isBadRequest();
  }

  @Test
  void visitors_who_hang_up_leave_the_pools_healthy() throws IOException {
    for (int i = 0; i < 60; i++) {
      hangUp(i % 2 == 0 ? 0 : 1);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(acquired(appPool)).isZero();
              assertThat(acquired(workerPool)).isZero();
              assertThat(acquired(writerPool)).isZero();
            });
    for (int i = 0; i < 20; i++) {
      api.submit(form, ADA).expectStatus().isCreated();
    }
  }

  /// Sends a submission and is gone before its answer; with `missing` bytes left to send.
  private void hangUp(int missing) throws IOException {
    var body = "{\"data\": {\"email\": \"gone@example.org\"}}";
    var request =
        "POST /f/%s/responses HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(form.get("formKey").asString(), body.length() + missing, body);
    try (var socket = new Socket("localhost", port)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
    }
  }

  private static int acquired(ConnectionPool pool) {
    return pool.getMetrics().orElseThrow().acquiredSize();
  }
}
