package io.tributary.forms;

import static io.tributary.forms.FormsApi.CONTACT;
import static io.tributary.forms.FormsApi.body;
import static io.tributary.forms.FormsApi.idOf;
import static io.tributary.forms.FormsApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ModuleTest
class PublicFormsTests {
  @Autowired WebTestClient client;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  private FormsApi api;

  @BeforeEach
  void takeAFreshWorkspace() {
    api = FormsApi.fresh(client);
  }

  @Test
  void a_visitor_sees_what_a_front_end_needs() {
    var form = api.published(CONTACT);

    api.visit(form)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"1\"")
        .expectHeader()
        .exists("Cache-Control")
        .expectBody()
        .json(
            """
            {"formKey": "%s", "version": 1, "title": "Contact", "description": "Say hello", "fields": [
              {"key": "email", "type": "EMAIL", "label": "E-mail", "required": true},
              {"key": "size", "type": "NUMBER", "label": "Size", "required": false, "min": 1, "max": 500},
              {"key": "plan", "type": "CHOICE", "label": "Plan", "required": false,
               "options": [{"value": "s", "label": "Small"}, {"value": "l", "label": "l"}]},
              {"key": "utm", "type": "HIDDEN", "label": "utm", "required": false}]}
            """
                .formatted(form.get("formKey").asString()),
            org.springframework.test.json.JsonCompareMode.STRICT);

    client
        .get()
        .uri("/f/" + form.get("formKey").asString())
        .header("If-None-Match", "\"1\"")
        .exchange()
        .expectStatus()
        .isNotModified();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "0123456789abcdef0123",
        "..%2f..%2fetc",
        "%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00"
      })
  void an_unknown_form_is_not_found(String key) {
    client
        .get()
        .uri(java.net.URI.create(base() + "/f/" + key))
        .exchange()
        .expectStatus()
        .value(status -> assertThat(status).isIn(400, 404));
  }

  private String base() {
    var uri = client.get().uri("/f/x").exchange().expectBody().returnResult().getUrl();
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  @Test
  void a_response_is_stored_normalised_and_exactly() {
    var form = api.published(CONTACT);
    var id =
        idOf(
            api.submit(
                form,
                """
                {"data": {"email": " Ada@Example.ORG ", "size": 12.50000000000000000001, "plan": ""},
                 "hidden": {"utm": "spring \\ud83c\\udf37"},
                 "metadata": {"page": "https://example.org/ü?a=1", "list": [1, null, true, {"x": 0.1}]}}
                """));

    var stored = api.read(path(form) + "/responses/" + id);
    assertThat(stored.get("formVersion").asInt()).isEqualTo(1);
    api.get(path(form) + "/responses/" + id)
        .expectBody(String.class)
        .value(
            json ->
                assertThat(json)
                    .contains("12.50000000000000000001")
                    .contains("Ada@example.org")
                    .contains("spring 🌷")
                    .contains("\"x\": 0.1")
                    .doesNotContain("plan"));
  }

  @Test
  void every_fault_of_a_submission_is_answered_and_nothing_is_stored() {
    var form = api.published(CONTACT);
    api.submit(
            form,
            "{\"data\": {\"email\": \"x\", \"size\": 501, \"plan\": \"xl\", \"more\": 1},"
                + " \"hidden\": {\"gclid\": \"1\"}}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[*].pointer")
        .isEqualTo(
            List.of("/data/email", "/data/size", "/data/plan", "/data/more", "/hidden/gclid"));
    assertThat(api.read(path(form) + "/responses").get("items").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"data\": null}",
        "{\"data\": []}",
        "{\"data\": 7}",
        "{\"data\": {\"email\": \"a@b.co\"}, \"extra\": 1}",
        "{\"data\": {\"email\": \"a\\u0000@b.co\"}}",
        "{\"data\": {\"email\": \"a@b.co\"}, \"metadata\": {\"\\u0000\": 1}}",
        "{\"data\": {\"email\": \"a@b.co\", \"size\": 1e999999999}}",
        "{\"data\": {\"email\": \"a@b.co\"}, \"metadata\": {\"n\": 1e999999}}",
        "{\"data\": {\"email\": \"a@b.co\", \"size\": NaN}}"
      })
  void what_is_not_a_submission_is_refused(String body) {
    var form = api.published(CONTACT);
    api.submit(form, body).expectStatus().isBadRequest();
  }

  @Test
  void bodies_are_bounded_as_a_whole_and_in_parts() {
    var long_text =
        "{\"title\": \"T\", \"fields\": [%s]}"
            .formatted(
                String.join(
                    ",",
                    java.util.stream.IntStream.range(0, 4)
                        .mapToObj(
                            i ->
                                "{\"key\": \"t%d\", \"type\": \"LONG_TEXT\", \"label\": \"T\"}"
                                    .formatted(i))
                        .toList()));
    var form = api.published(long_text);
    var wide = "ä".repeat(17_000);

    api.submit(form, Map.of("data", Map.of("t0", wide))).expectStatus().isCreated();
    api.submit(form, Map.of("data", Map.of("t0", wide, "t1", wide)))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("too-large");
    api.submit(form, Map.of("data", Map.of(), "metadata", Map.of("m", "x".repeat(9_000))))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].pointer")
        .isEqualTo("/metadata");
    api.submit(form, Map.of("data", Map.of("t0", "x".repeat(300_000))))
        .expectStatus()
        .isEqualTo(413);
  }

  @Test
  void a_response_is_pinned_to_the_version_that_it_was_checked_against() {
    var form = api.published(CONTACT);
    var before = api.accepted(form, Map.of("email", "ada@example.org"));
    api.edit(
        form,
        "{\"title\": \"Two\", \"fields\": [{\"key\": \"name\", \"type\": \"TEXT\", \"label\":"
            + " \"N\", \"required\": true}]}");
    var meanwhile = api.accepted(form, Map.of("email", "ada@example.org"));
    api.publish(form);
    var after = api.accepted(form, Map.of("name", "Ada"));

    api.submit(form, Map.of("data", Map.of("email", "ada@example.org")))
        .expectStatus()
        .isBadRequest();
    assertThat(versionOf(form, before)).isEqualTo(1);
    assertThat(versionOf(form, meanwhile)).isEqualTo(1);
    assertThat(versionOf(form, after)).isEqualTo(2);
  }

  private int versionOf(tools.jackson.databind.JsonNode form, UUID response) {
    return api.read(path(form) + "/responses/" + response).get("formVersion").asInt();
  }

  @Test
  void every_origin_may_read_and_submit() {
    var form = api.published(CONTACT);
    var address = "/f/" + form.get("formKey").asString();
    client
        .method(HttpMethod.OPTIONS)
        .uri(address + "/responses")
        .header("Origin", "https://shop.example")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type,idempotency-key")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Access-Control-Allow-Origin", "*");
    client
        .post()
        .uri(address + "/responses")
        .header("Origin", "https://shop.example")
        .header("Content-Type", "application/json")
        .bodyValue("{\"data\": {}}")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .valueEquals("Access-Control-Allow-Origin", "*");
    client
        .get()
        .uri(api.tenant().path("/forms"))
        .header("Origin", "https://shop.example")
        .exchange()
        .expectHeader()
        .doesNotExist("Access-Control-Allow-Origin");
  }

  @Test
  void another_nodes_signal_makes_a_form_forgotten() {
    var form = api.published(CONTACT);
    api.visit(form).expectStatus().isOk();
    transactions
        .asWorker(
            db.sql("UPDATE forms.form SET status = 'ARCHIVED' WHERE id = :id")
                .bind("id", UUID.fromString(form.get("id").asString()))
                .then())
        .block();
    api.visit(form).expectStatus().isOk();

    transactions
        .asWorker(
            db.sql("SELECT pg_notify('tributary', :message)::text")
                .bind(
                    "message",
                    "another-node\u001fforms.published\u001f" + form.get("formKey").asString())
                .then())
        .block();

    Awaitility.await().untilAsserted(() -> api.visit(form).expectStatus().isNotFound());
  }
}
