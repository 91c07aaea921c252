package io.tributary.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ModuleTest
class QuotaApiTests {
  @Autowired WebTestClient client;
  private Tenant tenant;

  @BeforeEach
  void createATenant() {
    tenant = Tenant.create(client);
  }

  @Test
  void without_a_quota_nothing_is_listed() {
    list().jsonPath("$.items").isEmpty();
  }

  @Test
  void a_quota_is_set_replaced_listed_and_removed() {
    set("submissions", Map.of("limit", 100, "period", "MONTH"))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.key")
        .isEqualTo("submissions")
        .jsonPath("$.used")
        .isEqualTo(0);
    set("executions", Map.of("limit", 5, "period", "DAY")).expectStatus().isOk();
    set("submissions", Map.of("limit", 0, "period", "DAY")).expectStatus().isOk();

    list()
        .jsonPath("$.items[*].key")
        .isEqualTo(List.of("executions", "submissions"))
        .jsonPath("$.items[*].limit")
        .isEqualTo(List.of(5, 0))
        .jsonPath("$.items[*].period")
        .isEqualTo(List.of("DAY", "DAY"))
        .jsonPath("$.items[0].resetsAt")
        .value(String.class, at -> assertThat(at).endsWith("T00:00:00Z"));

    remove("submissions").expectStatus().isNoContent();
    remove("submissions").expectStatus().isNotFound();
    list().jsonPath("$.items[*].key").isEqualTo(List.of("executions"));
  }

  @Test
  void the_workspace_itself_sees_its_quotas_and_cannot_set_them() {
    for (var answer :
        List.of(
            put(tenant.http(), "submissions", Map.of("limit", 1, "period", "DAY")),
            tenant.http().delete().uri(tenant.path("/quotas/submissions")).exchange())) {
      answer
          .expectStatus()
          .isForbidden()
          .expectBody()
          .jsonPath("$.permission")
          .isEqualTo("operations:manage");
    }
  }

  @Test
  void every_fault_of_a_body_is_answered() {
    set("submissions", Map.of("limit", -1, "period", "YEAR"))
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.errors[*].pointer")
        .isEqualTo(List.of("/limit", "/period"));
    set("submissions", Map.of()).expectStatus().isBadRequest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "SUBMISSIONS", "submissions2"})
  void a_key_that_is_not_known_is_404(String key) {
    set(key, Map.of("limit", 1, "period", "DAY")).expectStatus().isNotFound();
    remove(key).expectStatus().isNotFound();
  }

  @Test
  void a_workspace_that_never_was_has_no_quotas() {
    system()
        .put()
        .uri("/api/v1/workspaces/" + UUID.randomUUID() + "/quotas/submissions")
        .bodyValue(Map.of("limit", 1, "period", "DAY"))
        .exchange()
        .expectStatus()
        .isNotFound();
  }

  private WebTestClient system() {
    return Tenant.authorized(client, Tenant.SYSTEM_KEY);
  }

  private WebTestClient.BodyContentSpec list() {
    return tenant
        .http()
        .get()
        .uri(tenant.path("/quotas"))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
  }

  private ResponseSpec set(String key, Map<String, ?> body) {
    return put(system(), key, body);
  }

  private ResponseSpec put(WebTestClient as, String key, Map<String, ?> body) {
    return as.put().uri(tenant.path("/quotas/" + key)).bodyValue(body).exchange();
  }

  private ResponseSpec remove(String key) {
    return system().delete().uri(tenant.path("/quotas/" + key)).exchange();
  }
}
