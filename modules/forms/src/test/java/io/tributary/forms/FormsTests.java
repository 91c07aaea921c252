package io.tributary.forms;

import static io.tributary.forms.FormsApi.CONTACT;
import static io.tributary.forms.FormsApi.body;
import static io.tributary.forms.FormsApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@ModuleTest
class FormsTests {
  @Autowired WebTestClient client;
  private FormsApi api;

  @BeforeEach
  void takeAFreshWorkspace() {
    api = FormsApi.fresh(client);
  }

  @Test
  void a_created_form_is_a_draft_with_an_address_that_nobody_can_guess() {
    var answer = api.post("/forms", CONTACT).expectStatus().isCreated();
    answer.expectHeader().valueEquals("ETag", "\"1\"").expectHeader().exists("Location");
    var form = body(answer);

    assertThat(form.get("status").asString()).isEqualTo("DRAFT");
    assertThat(form.get("version").asInt()).isEqualTo(1);
    assertThat(form.get("publishedVersion").isNull()).isTrue();
    assertThat(form.get("unpublishedChanges").asBoolean()).isTrue();
    assertThat(form.get("formKey").asString()).matches("[A-Za-z0-9_-]{22}");
    assertThat(form.get("publicUrl").asString()).isEqualTo("/f/" + form.get("formKey").asString());
    assertThat(form.get("fields").get(0).get("key").asString()).isEqualTo("email");
    assertThat(form.get("fields").get(0).has("pattern")).isFalse();
    assertThat(form.get("fields").get(2).get("options").get(1).get("label").asString())
        .isEqualTo("l");
    assertThat(api.read(path(form))).isEqualTo(form);
    api.visit(form).expectStatus().isNotFound();
    api.submit(form, Map.of("data", Map.of())).expectStatus().isNotFound();
  }

  @Test
  void every_fault_of_a_form_is_answered_with_its_pointer() {
    api.post(
            "/forms",
            """
            {"title": "", "fields": [{"key": "A", "type": "TEXT", "label": "x"},
             {"key": "b", "type": "EMAIL", "label": "B", "pattern": "("}]}
            """)
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.errors[*].pointer")
        .isEqualTo(List.of("/title", "/fields/0/key", "/fields/1/pattern"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void unknown_properties_are_refused_with_their_pointers() {
    api.post(
            "/forms",
            "{\"title\": \"T\", \"colour\": 1, \"fields\": [{\"key\": \"a\", \"kind\": \"TEXT\"}]}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[*].pointer")
        .value(
            pointers ->
                assertThat((List<String>) pointers)
                    .containsExactlyInAnyOrder("/colour", "/fields/0/kind"));
  }

  @Test
  void a_draft_is_replaced_only_by_who_knows_its_version() {
    var form = api.create(CONTACT);
    var changed = "{\"title\": \"Changed\", \"fields\": []}";

    api.tenant()
        .http()
        .put()
        .uri(api.tenant().path(path(form)))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(changed)
        .exchange()
        .expectStatus()
        .isEqualTo(428);
    api.put(form, changed, 1).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");
    api.put(form, changed, 1)
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current")
        .isEqualTo(2);
    api.tenant()
        .http()
        .put()
        .uri(api.tenant().path(path(form)))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"title\": \"Changed\", \"fields\": [], \"version\": 1}")
        .exchange()
        .expectStatus()
        .isEqualTo(409);
    assertThat(api.read(path(form)).get("title").asString()).isEqualTo("Changed");
  }

  @Test
  void published_versions_are_immutable_and_an_unchanged_draft_makes_none() {
    var form = api.published(CONTACT);
    assertThat(form.get("publishedVersion").asInt()).isEqualTo(1);
    assertThat(form.get("unpublishedChanges").asBoolean()).isFalse();
    assertThat(api.publish(form)).isEqualTo(form);
    assertThat(api.edit(form, CONTACT).get("unpublishedChanges").asBoolean()).isFalse();

    var first = api.read(path(form) + "/versions/1");
    var edited =
        api.edit(
            api.read(path(form)),
            "{\"title\": \"Second\", \"fields\": [{\"key\": \"name\", \"type\": \"TEXT\","
                + " \"label\": \"Name\"}]}");
    assertThat(edited.get("unpublishedChanges").asBoolean()).isTrue();
    assertThat(body(api.visit(form).expectStatus().isOk()).get("version").asInt()).isEqualTo(1);

    assertThat(api.publish(form).get("publishedVersion").asInt()).isEqualTo(2);

    assertThat(api.read(path(form) + "/versions/1")).isEqualTo(first);
    assertThat(body(api.visit(form).expectStatus().isOk()).get("version").asInt()).isEqualTo(2);
    var page = api.read(path(form) + "/versions?limit=1");
    assertThat(page.get("items").get(0).get("version").asInt()).isEqualTo(2);
    var next =
        api.read(path(form) + "/versions?limit=1&cursor=" + page.get("nextCursor").asString());
    assertThat(next.get("items").get(0).get("version").asInt()).isEqualTo(1);
    assertThat(next.get("nextCursor").isNull()).isTrue();
    api.get(path(form) + "/versions/3").expectStatus().isNotFound();
  }

  @Test
  void a_form_without_fields_is_not_published() {
    var form = api.create("{\"title\": \"Empty\", \"fields\": []}");
    api.post(path(form) + "/publish", "")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].pointer")
        .isEqualTo("/fields");
  }

  @Test
  void publishing_can_insist_on_a_version() {
    var form = api.create(CONTACT);
    api.tenant()
        .http()
        .post()
        .uri(api.tenant().path(path(form) + "/publish"))
        .header("If-Match", "\"9\"")
        .exchange()
        .expectStatus()
        .isEqualTo(412);
    assertThat(api.read(path(form)).get("status").asString()).isEqualTo("DRAFT");
  }

  @Test
  void an_archived_form_takes_nothing_until_it_is_published_again() {
    var form = api.published(CONTACT);
    api.visit(form).expectStatus().isOk();

    var archived = body(api.post(path(form) + "/archive", "").expectStatus().isOk());
    assertThat(archived.get("status").asString()).isEqualTo("ARCHIVED");
    assertThat(body(api.post(path(form) + "/archive", ""))).isEqualTo(archived);
    api.visit(form).expectStatus().isNotFound();
    api.submit(form, Map.of("data", Map.of("email", "a@b.co"))).expectStatus().isNotFound();
    api.put(form, CONTACT, archived.get("version").asInt())
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("ARCHIVED");

    var reopened = api.publish(form);
    assertThat(reopened.get("publishedVersion").asInt()).isEqualTo(1);
    api.visit(form).expectStatus().isOk();
  }

  @Test
  void the_list_is_walked_to_its_end_while_forms_are_added() {
    var created = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      created.addFirst(
          api.create("{\"title\": \"F" + i + "\", \"fields\": []}").get("id").asString());
    }
    var walked = new ArrayList<String>();
    var query = "?limit=3";
    while (true) {
      var page = api.read("/forms" + query);
      page.get("items").forEach(item -> walked.add(item.get("id").asString()));
      if (page.get("nextCursor").isNull()) {
        break;
      }
      query = "?limit=3&cursor=" + page.get("nextCursor").asString();
      api.create("{\"title\": \"late\", \"fields\": []}");
    }
    assertThat(walked).isEqualTo(created);
  }

  @Test
  void a_cursor_is_worth_nothing_when_changed_or_carried_elsewhere() {
    for (int i = 0; i < 2; i++) {
      api.create("{\"title\": \"F\", \"fields\": []}");
    }
    var cursor = api.read("/forms?limit=1").get("nextCursor").asString();
    var changed = (cursor.charAt(9) == 'A' ? "B" : "A");
    var form = api.create(CONTACT);

    api.get("/forms?cursor=" + cursor.substring(0, 9) + changed + cursor.substring(10))
        .expectStatus()
        .isBadRequest();
    api.get(path(form) + "/responses?cursor=" + cursor).expectStatus().isBadRequest();
    api.get(path(form) + "/versions?cursor=" + cursor).expectStatus().isBadRequest();
  }

  @Test
  void nothing_of_another_workspace_is_there() {
    var form = api.published(CONTACT);
    var response = api.accepted(form, Map.of("email", "ada@example.org"));
    var other = FormsApi.fresh(client);
    var suffixes = List.of("", "/versions", "/versions/1", "/responses", "/responses/" + response);

    for (var suffix : suffixes) {
      api.get(path(form) + suffix).expectStatus().isOk();
      other.get(path(form) + suffix).expectStatus().isNotFound();
      client
          .get()
          .uri(api.tenant().path(path(form) + suffix))
          .exchange()
          .expectStatus()
          .isUnauthorized();
      other
          .tenant()
          .http()
          .get()
          .uri(api.tenant().path(path(form) + suffix))
          .exchange()
          .expectStatus()
          .isNotFound();
    }
    other.put(form, CONTACT, 2).expectStatus().isNotFound();
    other.post(path(form) + "/publish", "").expectStatus().isNotFound();
    other.post(path(form) + "/archive", "").expectStatus().isNotFound();
    assertThat(other.read("/forms").get("items").isEmpty()).isTrue();
  }

  @Test
  void what_is_not_there_or_not_an_id_is_refused() {
    api.get("/forms/" + UUID.randomUUID()).expectStatus().isNotFound();
    api.get("/forms/" + UUID.randomUUID() + "/responses").expectStatus().isNotFound();
    api.get("/forms/nonsense").expectStatus().isBadRequest();
  }

  @Test
  void a_key_that_may_only_read_changes_nothing() {
    var form = api.create(CONTACT);
    var key =
        body(api.post("/api-keys", "{\"name\": \"reader\", \"permissions\": [\"form:read\"]}")
                .expectStatus()
                .isCreated())
            .get("key")
            .asString();
    var reader = Tenant.authorized(client, key);

    reader.get().uri(api.tenant().path(path(form))).exchange().expectStatus().isOk();
    reader
        .post()
        .uri(api.tenant().path(path(form) + "/publish"))
        .exchange()
        .expectStatus()
        .isForbidden();
  }
}
