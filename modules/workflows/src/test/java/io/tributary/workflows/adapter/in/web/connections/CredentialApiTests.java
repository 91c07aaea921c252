package io.tributary.workflows.adapter.in.web.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.out.connections.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;

class CredentialApiTests extends ConnectionApiTest {
  private static final String CANARY = "canary-p4ssw0rd-ü";

  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired Credentials credentials;

  private static Map<String, Object> basic(String key) {
    return Map.of(
        "key",
        key,
        "name",
        " Grüße \uD83D\uDE00 ",
        "kind",
        "BASIC",
        "host",
        "API.example.org",
        "values",
        Map.of("username", "ada", "password", CANARY));
  }

  private static Map<String, Object> without(Map<String, Object> map, String... keys) {
    var rest = new HashMap<>(map);
    for (var key : keys) {
      rest.remove(key);
    }
    return rest;
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    var more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }

  private String created(String key) {
    return (String) body(post("/credentials", basic(key)).expectStatus().isCreated()).get("id");
  }

  private String passwordOf(String key) {
    var found = credentials.find(tenant.workspaceId(), key).block();
    return found == null ? "" : found.value("password");
  }

  @Test
  void a_secret_goes_in_and_never_comes_out() {
    var response = post("/credentials", basic("crm")).expectStatus().isCreated();
    var location = response.returnResult(String.class).getResponseHeaders().getLocation();
    var read =
        text(tenant.http().get().uri(String.valueOf(location)).exchange().expectStatus().isOk());
    var listed = text(get("/credentials").expectStatus().isOk());

    assertThat(read)
        .contains(
            "\"key\":\"crm\"", "Grüße \uD83D\uDE00", "api.example.org", "ada", "\"version\":1")
        .doesNotContain(CANARY, "password");
    assertThat(listed).contains("crm").doesNotContain(CANARY, "password");
    assertThat(passwordOf("crm")).isEqualTo(CANARY);
  }

  @Test
  void at_rest_it_is_sealed() {
    created("crm");
    var rows =
        transactions
            .asWorker(
                db.sql(
                        """
                        SELECT secret, credential::text AS row FROM workflows.credential
                        WHERE workspace_id = :workspace
                        """)
                    .bind("workspace", tenant.workspaceId())
                    .map(
                        row ->
                            new String(row.get("secret", byte[].class), StandardCharsets.ISO_8859_1)
                                + row.get("row", String.class))
                    .all()
                    .collectList())
            .block();

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst()).doesNotContain("canary").contains("ada");
  }

  @Test
  void every_fault_is_told_at_once_and_none_repeats_a_value() {
    var refused =
        post(
            "/credentials",
            Map.of(
                "key",
                "No Key",
                "name",
                "a\nb",
                "kind",
                "BASIC",
                "host",
                "https://x/y",
                "values",
                Map.of("username", "a:b", "password", "line\r\n" + CANARY, "token", CANARY)));
    var answer = text(refused.expectStatus().isBadRequest());

    assertThat(answer)
        .contains("/key", "/name", "/host", "/values/username", "/values/password", "/values/token")
        .doesNotContain(CANARY);
    assertThat(pointers(post("/credentials", Map.of())))
        .containsExactlyInAnyOrder("/key", "/host", "/kind");
    assertThat(pointers(post("/credentials", with(basic("x"), "secret", CANARY))))
        .containsExactly("/secret");
    assertThat(pointers(post("/credentials", with(basic("x"), "values", Map.of("username", "a")))))
        .containsExactly("/values/password");
  }

  @Test
  void each_kind_takes_its_values_only() {
    for (var wrong :
        List.of(
            Map.of("kind", "BEARER", "values", Map.of("token", "two words")),
            Map.of("kind", "BEARER", "values", Map.of("token", "ünicode")),
            Map.of("kind", "HEADER", "values", Map.of("name", "Host", "value", "x")),
            Map.of("kind", "HEADER", "values", Map.of("name", "X Y", "value", "x")),
            Map.of("kind", "HEADER", "values", Map.of("name", "X-Key", "value", "a\r\nB: c")),
            Map.of(
                "kind",
                "OAUTH2_CLIENT_CREDENTIALS",
                "values",
                Map.of(
                    "tokenUrl", "http://169.254.169.254/t", "clientId", "a", "clientSecret", "b")),
            Map.of("kind", "QUERY", "values", Map.of()))) {
      var request = without(basic("kinds"), "kind", "values");
      request.putAll(wrong);
      assertThat(pointers(post("/credentials", request)).stream().distinct())
          .as(wrong.toString())
          .hasSize(1);
    }
    for (var host :
        List.of("127.0.0.1", "10.0.0.1", "[::1]", "2130706433", "a b", "u@h", "h/p", ""))
      assertThat(pointers(post("/credentials", with(basic("hosts"), "host", host))))
          .as(host)
          .contains("/host");
  }

  @Test
  void the_same_request_creates_it_once_and_another_under_its_key_is_refused() {
    var first = body(post("/credentials", "r-1", basic("once")).expectStatus().isCreated());
    var again = body(post("/credentials", "r-1", basic("once")).expectStatus().isCreated());

    assertThat(again).isEqualTo(first);
    post("/credentials", "r-1", with(basic("once"), "name", "Other"))
        .expectStatus()
        .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    post("/credentials", basic("once"))
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:tributary:problem:connection-key-taken");
    post("/credentials", "not visible ", basic("x")).expectStatus().isBadRequest();
  }

  @Test
  void a_change_keeps_the_secret_unless_it_could_carry_it_elsewhere() {
    var id = created("crm");
    var path = "/credentials/" + id;
    var kept = without(basic("crm"), "key");
    kept.put("values", Map.of("username", "bob"));

    put(path, kept).expectStatus().isEqualTo(HttpStatus.PRECONDITION_REQUIRED);
    put(path, "\"1\"", kept).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");
    put(path, "\"1\"", kept).expectStatus().isEqualTo(HttpStatus.PRECONDITION_FAILED);
    assertThat(passwordOf("crm")).isEqualTo(CANARY);

    assertThat(pointers(put(path, "\"2\"", with(kept, "host", "evil.example.org"))))
        .containsExactly("/values/password");
    assertThat(pointers(put(path, "\"2\"", with(kept, "host", "api.example.org:8443"))))
        .containsExactly("/values/password");
    assertThat(
            pointers(
                put(
                    path,
                    "\"2\"",
                    with(with(kept, "kind", "HEADER"), "values", Map.of("name", "X-Leak")))))
        .containsExactly("/values/value");
    put(
            path,
            "\"2\"",
            with(
                with(kept, "host", "new.example.org"),
                "values",
                Map.of("username", "bob", "password", "another")))
        .expectStatus()
        .isOk();
    Awaitility.await().until(() -> passwordOf("crm").equals("another"));
  }

  @Test
  void what_is_deleted_is_found_no_more() {
    var id = created("crm");
    assertThat(passwordOf("crm")).isEqualTo(CANARY);

    delete("/credentials/" + id).expectStatus().isNoContent();

    delete("/credentials/" + id).expectStatus().isNotFound();
    get("/credentials/" + id).expectStatus().isNotFound();
    Awaitility.await().until(() -> passwordOf("crm").isEmpty());
    created("crm");
    Awaitility.await().until(() -> passwordOf("crm").equals(CANARY));
  }

  @Test
  void tenants_see_and_use_their_own_only() {
    var id = created("crm");

    assertThat(credentials.find(other.workspaceId(), "crm").block()).isNull();
    for (var method : List.of("GET", "DELETE")) {
      other
          .http()
          .method(org.springframework.http.HttpMethod.valueOf(method))
          .uri(other.path("/credentials/" + id))
          .exchange()
          .expectStatus()
          .isNotFound();
    }
    other.http().get().uri(tenant.path("/credentials")).exchange().expectStatus().isNotFound();
    assertThat(
            text(
                other
                    .http()
                    .get()
                    .uri(other.path("/credentials"))
                    .exchange()
                    .expectStatus()
                    .isOk()))
        .doesNotContain("crm");
  }

  @Test
  void a_sealed_secret_is_worth_nothing_in_another_row() {
    created("one");
    created("two");
    transactions
        .asWorker(
            db.sql(
                    """
                    UPDATE workflows.credential SET secret =
                      (SELECT secret FROM workflows.credential
                       WHERE workspace_id = :workspace AND key = 'one')
                    WHERE workspace_id = :workspace AND key = 'two'
                    """)
                .bind("workspace", tenant.workspaceId())
                .fetch()
                .rowsUpdated())
        .block();

    assertThat(passwordOf("one")).isEqualTo(CANARY);
    assertThat(
            credentials
                .find(tenant.workspaceId(), "two")
                .map(found -> "opened")
                .onErrorReturn(IllegalStateException.class, "refused")
                .block())
        .isEqualTo("refused");
  }

  @Test
  void pages_follow_each_other() {
    for (int i = 0; i < 5; i++) {
      created("key-" + i);
    }

    var first = body(get("/credentials?limit=3").expectStatus().isOk());
    var second =
        body(get("/credentials?limit=3&cursor=" + first.get("nextCursor")).expectStatus().isOk());

    assertThat(first.get("items").toString()).contains("key-4", "key-2").doesNotContain("key-1");
    assertThat(second.get("items").toString()).contains("key-1", "key-0").doesNotContain("key-2");
    assertThat(second.get("nextCursor")).isNull();
  }
}
