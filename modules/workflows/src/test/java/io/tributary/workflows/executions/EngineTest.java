package io.tributary.workflows.executions;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.workflows.Graph;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/// A test with a running engine, a real mail server and real HTTP targets on this machine.
@ModuleTest
@TestPropertySource(
    properties = {
      "tributary.engine.enabled=true",
      "tributary.engine.lease=2s",
      "tributary.engine.poll-interval=200ms",
      "tributary.engine.step-limit=50",
      "tributary.http.allow-private-targets=true",
      "tributary.mail.from=crm@tributary.example"
    })
abstract class EngineTest {
  static final GreenMail MAIL = startMail();
  static final HttpTarget TARGET = new HttpTarget();

  @Autowired WebTestClient client;
  Tenant tenant;

  private static GreenMail startMail() {
    var mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.start();
    return mail;
  }

  @DynamicPropertySource
  static void mail(DynamicPropertyRegistry registry) {
    registry.add("spring.mail.host", () -> "127.0.0.1");
    registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
  }

  @BeforeEach
  void freshTenant() throws Exception {
    MAIL.purgeEmailFromAllMailboxes();
    TARGET.reset();
    tenant = Tenant.create(client);
  }

  @AfterAll
  static void forget() {
    TARGET.reset();
  }

  /// Creates and publishes it.
  String published(Graph graph) {
    var id =
        (String) post("/workflows", Map.of("name", "Test", "definition", graph.toMap())).get("id");
    post("/workflows/" + id + "/publish", Map.of());
    return id;
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> post(String path, Object body) {
    return tenant
        .http()
        .post()
        .uri(tenant.path(path))
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .is2xxSuccessful()
        .expectBody(Map.class)
        .returnResult()
        .getResponseBody();
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> get(String path) {
    return tenant
        .http()
        .get()
        .uri(tenant.path(path))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(Map.class)
        .returnResult()
        .getResponseBody();
  }

  @SuppressWarnings("unchecked")
  List<Map<String, Object>> items(String path) {
    return (List<Map<String, Object>>) get(path).get("items");
  }

  String started(String workflow) {
    return started(workflow, Map.of());
  }

  String started(String workflow, Map<String, Object> body) {
    return (String) post("/workflows/" + workflow + "/executions", body).get("executionId");
  }

  String lead(String email) {
    return (String) post("/leads", Map.of("email", email, "name", "Ada")).get("id");
  }

  Map<String, Object> awaitStatus(String execution, String status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> get("/executions/" + execution).get("status").equals(status));
    return get("/executions/" + execution);
  }
}
