package io.tributary.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ModuleTest
class WorkspacesTests {
  @Autowired WebTestClient client;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  @Test
  void a_created_workspace_is_read_with_its_first_key() {
    var tenant = Tenant.create(client);

    tenant
        .http()
        .get()
        .uri(tenant.path(""))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(tenant.workspaceId().toString())
        .jsonPath("$.timeZone")
        .isEqualTo("UTC");
  }

  @Test
  void every_fault_of_a_body_is_answered_and_nothing_is_stored() {
    system()
        .post()
        .uri("/api/v1/workspaces")
        .bodyValue(Map.of("name", "", "timeZone", "Nowhere"))
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:tributary:problem:invalid-input")
        .jsonPath("$.errors[*].pointer")
        .isEqualTo(List.of("/name", "/timeZone"));
  }

  @Test
  void unknown_properties_and_wrong_types_are_answered_together() {
    system()
        .post()
        .uri("/api/v1/workspaces")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"name\": {\"a\": 1}, \"colour\": [1, 2], \"timeZone\": \"UTC\", \"size\": 3}")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[*].pointer")
        .isEqualTo(List.of("/name", "/colour", "/size"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "\"text\"", "null", "{\"name\": \"a\"} trailing"})
  void a_body_that_is_no_json_object_is_a_problem(String body) {
    system()
        .post()
        .uri("/api/v1/workspaces")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void without_a_token_or_with_an_unknown_one_every_path_is_401_as_a_problem() {
    for (var path :
        List.of("/api/v1/workspaces", "/api/v1/workspaces/" + UUID.randomUUID(), "/x")) {
      client
          .get()
          .uri(path)
          .exchange()
          .expectStatus()
          .isUnauthorized()
          .expectHeader()
          .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON);
      Tenant.authorized(client, "trb_" + "0".repeat(64))
          .get()
          .uri(path)
          .exchange()
          .expectStatus()
          .isUnauthorized();
    }
  }

  @Test
  void another_tenants_workspace_is_404_and_so_is_one_that_never_was() {
    var mine = Tenant.create(client);
    var other = Tenant.create(client);

    for (var path :
        List.of(
            other.path(""),
            other.path("/api-keys"),
            "/api/v1/workspaces/" + UUID.randomUUID(),
            "/api/v1/workspaces/not-a-uuid")) {
      mine.http().get().uri(path).exchange().expectStatus().isNotFound();
    }
  }

  @Test
  void a_workspace_key_cannot_make_workspaces() {
    var tenant = Tenant.create(client);

    tenant
        .http()
        .post()
        .uri("/api/v1/workspaces")
        .bodyValue(Map.of("name", "Another"))
        .exchange()
        .expectStatus()
        .isForbidden();
  }

  @Test
  void a_key_does_what_it_may_and_is_refused_the_rest_and_everything_once_revoked() {
    var tenant = Tenant.create(client);
    var issued = issue(tenant, List.of("workspace:read"));
    var limited = Tenant.authorized(client, (String) issued.get("key"));

    limited.get().uri(tenant.path("")).exchange().expectStatus().isOk();
    limited
        .post()
        .uri(tenant.path("/api-keys"))
        .bodyValue(Map.of("name", "More", "permissions", List.of("lead:read")))
        .exchange()
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.permission")
        .isEqualTo("workspace:manage");

    var path = tenant.path("/api-keys/" + issued.get("id"));
    tenant.http().delete().uri(path).exchange().expectStatus().isNoContent();
    limited.get().uri(tenant.path("")).exchange().expectStatus().isUnauthorized();
    tenant.http().delete().uri(path).exchange().expectStatus().isNoContent();
  }

  @Test
  void the_secret_is_shown_once_and_its_last_use_is_noted() {
    var tenant = Tenant.create(client);
    var issued = issue(tenant, List.of("workspace:read"));
    var key = (String) issued.get("key");
    Tenant.authorized(client, key).get().uri(tenant.path("")).exchange().expectStatus().isOk();

    Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                tenant
                    .http()
                    .get()
                    .uri(tenant.path("/api-keys"))
                    .exchange()
                    .expectBody()
                    .jsonPath("$.items[0].lastUsedAt")
                    .isNotEmpty()
                    .jsonPath("$.items[0].hint")
                    .isEqualTo(key.substring(key.length() - 4))
                    .jsonPath("$..key")
                    .isEmpty());
  }

  @Test
  void the_system_key_can_issue_a_key_for_any_workspace_but_not_for_one_that_is_not_there() {
    var tenant = Tenant.create(client);
    var body = Map.of("name", "Rescue", "permissions", List.of("workspace:read"));

    system()
        .post()
        .uri(tenant.path("/api-keys"))
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .isCreated();
    system()
        .post()
        .uri("/api/v1/workspaces/" + UUID.randomUUID() + "/api-keys")
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .isNotFound();
  }

  @Test
  void a_walk_over_pages_meets_every_key_once_and_a_cursor_is_of_no_use_elsewhere() {
    var tenant = Tenant.create(client);
    for (int i = 0; i < 6; i++) {
      issue(tenant, List.of("lead:read"));
    }
    var seen = new HashSet<Object>();
    String cursor = null;
    String first = null;
    do {
      Map<?, ?> page = page(tenant, "?limit=3" + (cursor == null ? "" : "&cursor=" + cursor));
      ((List<?>) page.get("items"))
          .forEach(item -> assertThat(seen.add(((Map<?, ?>) item).get("id"))).isTrue());
      cursor = (String) page.get("nextCursor");
      first = first == null ? cursor : first;
    } while (cursor != null);

    assertThat(seen).hasSize(7);
    var other = Tenant.create(client);
    for (var bad :
        List.of(first + "A", "%00", first.substring(1), first.toLowerCase(java.util.Locale.ROOT))) {
      other
          .http()
          .get()
          .uri(other.path("/api-keys?cursor=" + bad))
          .exchange()
          .expectStatus()
          .isBadRequest();
    }
    other
        .http()
        .get()
        .uri(other.path("/api-keys?cursor=" + first))
        .exchange()
        .expectStatus()
        .isBadRequest();
    other
        .http()
        .get()
        .uri(other.path("/api-keys?limit=0"))
        .exchange()
        .expectStatus()
        .isBadRequest();
    other
        .http()
        .get()
        .uri(other.path("/api-keys?limit=9999999999999"))
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void with_the_predicate_left_out_row_level_security_shows_one_workspace() {
    var mine = Tenant.create(client);
    Tenant.create(client);

    var seen =
        transactions
            .inWorkspace(
                new WorkspaceId(mine.workspaceId()),
                db.sql("SELECT DISTINCT workspace_id FROM workspaces.api_key")
                    .mapValue(UUID.class)
                    .all()
                    .collectList())
            .block();

    assertThat(seen).containsExactly(mine.workspaceId());
  }

  private WebTestClient system() {
    return Tenant.authorized(client, Tenant.SYSTEM_KEY);
  }

  private static Map<?, ?> issue(Tenant tenant, List<String> permissions) {
    return tenant
        .http()
        .post()
        .uri(tenant.path("/api-keys"))
        .bodyValue(Map.of("name", "Key", "permissions", permissions))
        .exchange()
        .expectStatus()
        .isCreated()
        .expectBody(Map.class)
        .returnResult()
        .getResponseBody();
  }

  private static Map<?, ?> page(Tenant tenant, String query) {
    return tenant
        .http()
        .get()
        .uri(tenant.path("/api-keys") + query)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(Map.class)
        .returnResult()
        .getResponseBody();
  }
}
