package io.tributary.leads;

import static io.tributary.leads.CaptureTests.items;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.leads.events.LeadChanged;
import io.tributary.leads.events.LeadCreated;
import io.tributary.testsupport.Tenant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@LeadsTest
class LeadApiTests {
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Autowired WebTestClient client;

  @Test
  void a_lead_made_by_hand_is_read_with_its_tag_and_announced() {
    var tenant = Tenant.create(client);
    addField(tenant, "budget", "NUMBER").expectStatus().isCreated();
    var id =
        create(
            tenant,
            Map.of("email", " ADA@Example.org", "name", "Ada", "fields", Map.of("budget", 5)));

    get(tenant, "/leads/" + id)
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"")
        .expectBody()
        .jsonPath("$.email")
        .isEqualTo("ada@example.org")
        .jsonPath("$.stage")
        .isEqualTo("new")
        .jsonPath("$.source")
        .isEqualTo("api")
        .jsonPath("$.fields.budget")
        .isEqualTo(5)
        .jsonPath("$.company")
        .isEmpty();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Heard.of(tenant.workspaceId(), LeadCreated.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.leadId()).isEqualTo(id)));
    assertThat(items(tenant, "/leads/" + id + "/activities"))
        .singleElement()
        .satisfies(activity -> assertThat((String) activity.get("actor")).startsWith("api-key:"));
  }

  @Test
  void fields_are_given_out_as_they_came_in_whatever_they_hold() {
    var tenant = Tenant.create(client);
    addField(tenant, "budget", "NUMBER").expectStatus().isCreated();
    addField(tenant, "note", "LONG_TEXT").expectStatus().isCreated();
    var note = "\"quoted\" \\ {\"a\": [1]} \n\t\u2028 \u00fc \ud83d\ude00 </script>";
    var budget = new BigDecimal("1234567.125");
    var fields = Map.of("note", note, "budget", budget);

    var created = tree(post(tenant, "/leads", Map.of("name", "Ada", "fields", fields)));
    var path = "/leads/" + created.path("id").stringValue();
    var read = tree(get(tenant, path));
    var listed = tree(get(tenant, "/leads")).path("items").get(0);
    var patch = Map.of("name", "Grace");
    var changed = tree(call(tenant, HttpMethod.PATCH, path, patch));

    for (var lead : List.of(created, read, listed, changed)) {
      assertThat(lead.path("fields").propertyNames()).containsExactlyInAnyOrder("note", "budget");
      assertThat(lead.path("fields").path("note").stringValue()).isEqualTo(note);
      assertThat(lead.path("fields").path("budget").decimalValue()).isEqualTo(budget);
    }
    assertThat(listed).isEqualTo(read);
  }

  @Test
  void an_address_that_is_taken_is_refused_with_the_lead_that_has_it() {
    var tenant = Tenant.create(client);
    var first = create(tenant, Map.of("email", "jos\u00e9@example.org"));
    var second = create(tenant, Map.of("name", "Other"));

    for (var refused :
        List.of(
            post(tenant, "/leads", Map.of("email", "JOSE\u0301@example.org")),
            patch(tenant, second, Map.of("email", "Jos\u00e9@example.org"), null))) {
      refused
          .expectStatus()
          .isEqualTo(409)
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .expectBody()
          .jsonPath("$.type")
          .isEqualTo("urn:tributary:problem:lead-email-taken")
          .jsonPath("$.leadId")
          .isEqualTo(first.toString());
    }
  }

  @Test
  void a_repeated_request_makes_one_lead_and_its_key_serves_no_other_body() {
    var tenant = Tenant.create(client);
    var ids = new ArrayList<Object>();
    for (int i = 0; i < 3; i++) {
      ids.add(
          body(keyed(tenant, "key-1", Map.of("name", "Ada")).expectStatus().isCreated()).get("id"));
    }

    assertThat(ids).containsOnly(ids.getFirst());
    assertThat(items(tenant, "/leads")).hasSize(1);
    keyed(tenant, "key-1", Map.of("name", "Bob")).expectStatus().isEqualTo(422);
    keyed(tenant, "bad key", Map.of("name", "Bob")).expectStatus().isBadRequest();
  }

  @Test
  void every_fault_is_answered_at_once_and_nothing_is_stored() {
    var tenant = Tenant.create(client);
    addField(tenant, "budget", "NUMBER").expectStatus().isCreated();

    post(
            tenant,
            "/leads",
            Map.of(
                "email", "nobody",
                "name", "a\0b",
                "stage", "nowhere",
                "ownerId", "",
                "colour", "red",
                "fields", Map.of("budget", "much", "unknown", 1)))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[*].pointer")
        .value(
            pointers ->
                assertThat((List<?>) pointers)
                    .asInstanceOf(InstanceOfAssertFactories.list(Object.class))
                    .containsExactlyInAnyOrder(
                        "/email",
                        "/name",
                        "/stage",
                        "/ownerId",
                        "/colour",
                        "/fields/budget",
                        "/fields/unknown"));
    post(tenant, "/leads", Map.of("stage", "won")).expectStatus().isBadRequest();
    post(tenant, "/leads", Map.of("ownerId", UUID.randomUUID())).expectStatus().isBadRequest();
    post(tenant, "/leads", List.of(1)).expectStatus().isBadRequest();
    assertThat(items(tenant, "/leads")).isEmpty();
  }

  @Test
  void a_patch_merges_null_clears_and_a_change_of_nothing_is_no_change() {
    var tenant = Tenant.create(client);
    addField(tenant, "budget", "NUMBER").expectStatus().isCreated();
    addField(tenant, "note", "TEXT").expectStatus().isCreated();
    var id =
        create(
            tenant,
            Map.of(
                "email",
                "a@example.org",
                "name",
                "Ada",
                "fields",
                Map.of("budget", 5, "note", "x")));
    var patch = new HashMap<String, Object>();
    patch.put("email", null);
    patch.put("stage", "won");
    patch.put("version", 1);
    var fields = new HashMap<String, Object>();
    fields.put("budget", null);
    patch.put("fields", fields);

    patch(tenant, id, patch, null)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"2\"")
        .expectBody()
        .jsonPath("$.email")
        .isEmpty()
        .jsonPath("$.name")
        .isEqualTo("Ada")
        .jsonPath("$.stage")
        .isEqualTo("won")
        .jsonPath("$.fields")
        .isEqualTo(Map.of("note", "x"));
    patch(tenant, id, Map.of("stage", "won"), "\"2\"")
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"2\"");

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Heard.of(tenant.workspaceId(), LeadChanged.class))
                    .singleElement()
                    .satisfies(
                        event -> {
                          assertThat(event.version()).isEqualTo(2);
                          assertThat(event.changed())
                              .containsExactlyInAnyOrder("email", "stage", "fields.budget");
                        }));
    assertThat(items(tenant, "/leads/" + id + "/activities").getFirst().get("detail"))
        .extracting("changes.stage.to")
        .isEqualTo("won");
  }

  @Test
  void an_owner_is_shown_changed_and_told() {
    var tenant = Tenant.create(client);
    var ada = UUID.randomUUID();
    var bob = UUID.randomUUID();
    var id = create(tenant, Map.of("name", "Lead", "ownerId", ada));
    get(tenant, "/leads/" + id).expectBody().jsonPath("$.ownerId").isEqualTo(ada.toString());
    assertThat(items(tenant, "/leads").getFirst()).containsEntry("ownerId", ada.toString());

    patch(tenant, id, Map.of("ownerId", bob, "name", "Other"), "\"1\"")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.ownerId")
        .isEqualTo(bob.toString());
    patch(tenant, id, Map.of("ownerId", ada), "\"1\"").expectStatus().isEqualTo(412);
    patch(tenant, id, Map.of("ownerId", bob), "\"2\"")
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"2\"");
    patch(tenant, id, Map.of("ownerId", 7), null)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[*].code")
        .isEqualTo(List.of("not-an-id"));
    patch(tenant, id, Collections.singletonMap("ownerId", null), null).expectStatus().isOk();

    assertThat(items(tenant, "/leads").getFirst()).containsEntry("ownerId", null);
    assertThat(items(tenant, "/leads/" + id + "/activities"))
        .extracting(activity -> activity.get("detail"))
        .containsExactly(
            Map.of("changes", Map.of("ownerId", Map.of("from", bob.toString()))),
            Map.of(
                "changes",
                Map.of(
                    "name", Map.of("from", "Lead", "to", "Other"),
                    "ownerId", Map.of("from", ada.toString(), "to", bob.toString()))),
            Map.of());
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Heard.of(tenant.workspaceId(), LeadChanged.class))
                    .extracting(LeadChanged::changed)
                    .containsExactlyInAnyOrder(List.of("name", "ownerId"), List.of("ownerId")));
  }

  @Test
  void a_repeated_request_is_answered_with_the_owner_that_the_first_gave() {
    var tenant = Tenant.create(client);
    var body = Map.of("name", "Ada", "ownerId", UUID.randomUUID().toString());

    for (int i = 0; i < 2; i++) {
      assertThat(body(keyed(tenant, "key-1", body).expectStatus().isCreated()).get("ownerId"))
          .isEqualTo(body.get("ownerId"));
    }
    keyed(tenant, "key-1", Map.of("name", "Ada")).expectStatus().isEqualTo(422);
  }

  @Test
  void a_stale_version_is_412_as_a_header_and_409_in_the_body() {
    var tenant = Tenant.create(client);
    var id = create(tenant, Map.of("name", "Ada"));
    patch(tenant, id, Map.of("name", "Bob"), "\"1\"").expectStatus().isOk();

    patch(tenant, id, Map.of("name", "Eve"), "\"1\"").expectStatus().isEqualTo(412);
    patch(tenant, id, Map.of("name", "Eve", "version", 1), null).expectStatus().isEqualTo(409);
    patch(tenant, id, Map.of("name", "Eve", "version", "1"), null).expectStatus().isBadRequest();
    patch(tenant, id, Map.of("name", "Eve"), null).expectStatus().isOk();
  }

  @Test
  void of_twenty_writers_with_the_same_version_one_wins() throws Exception {
    var tenant = Tenant.create(client);
    var id = create(tenant, Map.of("name", "Ada"));
    List<Future<Integer>> answers;
    try (var threads = Executors.newFixedThreadPool(20)) {
      answers =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              patch(tenant, id, Map.of("name", "Writer " + i), "\"1\"")
                                  .returnResult(Void.class)
                                  .getStatus()
                                  .value()))
              .toList();
    }
    var statuses = new ArrayList<Integer>();
    for (var answer : answers) {
      statuses.add(answer.get());
    }

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 412).hasSize(19);
  }

  @Test
  void of_ten_leads_that_want_the_same_address_at_the_same_time_one_gets_it() throws Exception {
    var tenant = Tenant.create(client);
    var leads = new ArrayList<UUID>();
    for (int i = 0; i < 10; i++) {
      leads.add(create(tenant, Map.of("name", "Lead " + i)));
    }
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(10)) {
      var answers =
          leads.stream()
              .map(
                  id ->
                      threads.submit(
                          () ->
                              patch(tenant, id, Map.of("email", "one@example.org"), null)
                                  .returnResult(Void.class)
                                  .getStatus()
                                  .value()))
              .toList();
      for (var answer : answers) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(9);
  }

  @Test
  void a_deleted_lead_is_gone_and_its_address_is_free() {
    var tenant = Tenant.create(client);
    var id = create(tenant, Map.of("email", "a@example.org"));

    call(tenant, HttpMethod.DELETE, "/leads/" + id, null).expectStatus().isNoContent();

    call(tenant, HttpMethod.DELETE, "/leads/" + id, null).expectStatus().isNotFound();
    call(tenant, HttpMethod.GET, "/leads/" + id, null).expectStatus().isNotFound();
    call(tenant, HttpMethod.GET, "/leads/" + id + "/activities", null).expectStatus().isNotFound();
    patch(tenant, id, Map.of("name", "Ada"), null).expectStatus().isNotFound();
    assertThat(items(tenant, "/leads")).isEmpty();
    assertThat(create(tenant, Map.of("email", "a@example.org"))).isNotEqualTo(id);
  }

  @Test
  void pages_show_every_lead_once_newest_first_and_by_stage() {
    var tenant = Tenant.create(client);
    var made = new ArrayList<String>();
    for (int i = 0; i < 25; i++) {
      var stage = i % 5 == 0 ? "won" : "new";
      made.addFirst(create(tenant, Map.of("name", "Lead " + i, "stage", stage)).toString());
    }

    assertThat(walk(tenant, "/leads?limit=10")).containsExactlyElementsOf(made);
    assertThat(walk(tenant, "/leads?limit=2&stage=won"))
        .containsExactly(made.get(4), made.get(9), made.get(14), made.get(19), made.get(24));
    assertThat(items(tenant, "/leads?stage=lost")).isEmpty();
    call(tenant, HttpMethod.GET, "/leads?stage=nowhere", null).expectStatus().isBadRequest();
    var cursor =
        (String) body(call(tenant, HttpMethod.GET, "/leads?limit=2", null)).get("nextCursor");
    call(tenant, HttpMethod.GET, "/leads?stage=won&cursor=" + cursor, null)
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void pages_of_an_owner_show_every_lead_once_newest_first_and_by_stage() {
    var tenant = Tenant.create(client);
    var other = Tenant.create(client);
    var owner = UUID.randomUUID();
    var made = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      var stage = i % 3 == 0 ? "won" : "new";
      made.addFirst(
          create(tenant, Map.of("name", "Lead", "stage", stage, "ownerId", owner)).toString());
      create(tenant, Map.of("name", "Of another", "ownerId", UUID.randomUUID()));
      create(tenant, Map.of("name", "Of nobody"));
    }
    create(other, Map.of("name", "Of another workspace", "ownerId", owner));
    call(tenant, HttpMethod.DELETE, "/leads/" + made.removeFirst(), null)
        .expectStatus()
        .isNoContent();

    assertThat(walk(tenant, "/leads?limit=5&ownerId=" + owner)).containsExactlyElementsOf(made);
    assertThat(walk(tenant, "/leads?limit=2&stage=won&ownerId=" + owner))
        .containsExactly(made.get(1), made.get(4), made.get(7), made.get(10));
    assertThat(items(tenant, "/leads?stage=lost&ownerId=" + owner)).isEmpty();
    assertThat(items(tenant, "/leads?ownerId=" + UUID.randomUUID())).isEmpty();
    var upper = owner.toString().toUpperCase(Locale.ROOT);
    assertThat(items(tenant, "/leads?limit=100&ownerId=" + upper)).hasSize(11);
  }

  @Test
  void a_filter_is_refused_with_every_fault_and_serves_no_cursor_of_another() {
    var tenant = Tenant.create(client);
    var owner = UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      create(tenant, Map.of("name", "Lead", "ownerId", owner));
    }

    for (var wrong : List.of("", "me", "1-2-3-4-5", "null")) {
      call(tenant, HttpMethod.GET, "/leads?stage=nowhere&ownerId=" + wrong, null)
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.errors[*].pointer")
          .isEqualTo(List.of("?stage", "?ownerId"));
    }
    var page = body(call(tenant, HttpMethod.GET, "/leads?limit=2&ownerId=" + owner, null));
    for (var elsewhere : List.of("", "&stage=new", "&ownerId=" + UUID.randomUUID())) {
      var path = "/leads?limit=2&cursor=" + page.get("nextCursor") + elsewhere;
      call(tenant, HttpMethod.GET, path, null).expectStatus().isBadRequest();
    }
  }

  @Test
  void fields_are_added_once_up_to_their_limit_with_every_fault_named() {
    var tenant = Tenant.create(client);
    addField(tenant, "size", "CHOICE").expectStatus().isCreated();
    addField(tenant, "size", "TEXT")
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:tributary:problem:lead-field-key-taken");
    post(tenant, "/lead-fields", Map.of("key", "No Key", "type", "COLOUR", "options", List.of("a")))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[*].pointer")
        .isEqualTo(List.of("/key", "/label", "/type"));

    for (int i = 1; i < 200; i++) {
      addField(tenant, "f" + i, "TEXT").expectStatus().isCreated();
    }
    addField(tenant, "one_more", "TEXT")
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.limit")
        .isEqualTo(200);
    assertThat(walk(tenant, "/lead-fields?limit=100")).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void a_workspace_has_the_default_stages() {
    var tenant = Tenant.create(client);

    assertThat(items(tenant, "/stages"))
        .extracting(stage -> stage.get("key"))
        .containsExactly("new", "contacted", "qualified", "won", "lost");
  }

  @Test
  void another_tenant_finds_nothing_at_any_endpoint() {
    var owner = Tenant.create(client);
    var stranger = Tenant.create(client);
    var id = create(owner, Map.of("name", "Ada"));
    var paths =
        List.of(
            "GET /leads",
            "POST /leads",
            "GET /leads/" + id,
            "PATCH /leads/" + id,
            "DELETE /leads/" + id,
            "GET /leads/" + id + "/activities",
            "GET /lead-fields",
            "POST /lead-fields",
            "GET /stages");
    for (var path : paths) {
      var method = HttpMethod.valueOf(path.split(" ")[0]);
      var body = Map.of("name", "Eve");
      stranger
          .http()
          .method(method)
          .uri(owner.path(path.split(" ")[1]))
          .bodyValue(body)
          .exchange()
          .expectStatus()
          .isNotFound();
      // through their own workspace the other's lead is not there either
      if (path.contains(id.toString())) {
        call(stranger, method, path.split(" ")[1], body).expectStatus().isNotFound();
      }
    }
  }

  private static List<String> walk(Tenant tenant, String path) {
    var ids = new ArrayList<String>();
    Object cursor = "";
    while (cursor != null) {
      var page = body(call(tenant, HttpMethod.GET, path + "&cursor=" + cursor, null));
      for (var item : (List<?>) page.get("items")) {
        ids.add((String) ((Map<?, ?>) item).get("id"));
      }
      cursor = page.get("nextCursor");
    }
    return ids;
  }

  private static UUID create(Tenant tenant, Map<String, Object> lead) {
    var created = body(post(tenant, "/leads", lead).expectStatus().isCreated());
    return UUID.fromString((String) created.get("id"));
  }

  private static JsonNode tree(ResponseSpec response) {
    return EXACT.readTree(
        response.expectStatus().is2xxSuccessful().expectBody().returnResult().getResponseBody());
  }

  private static ResponseSpec addField(Tenant tenant, String key, String type) {
    return post(tenant, "/lead-fields", Map.of("key", key, "label", "Label", "type", type));
  }

  private static ResponseSpec get(Tenant tenant, String path) {
    return call(tenant, HttpMethod.GET, path, null).expectStatus().isOk();
  }

  private static ResponseSpec post(Tenant tenant, String path, Object body) {
    return call(tenant, HttpMethod.POST, path, body);
  }

  private static ResponseSpec keyed(Tenant tenant, String key, Object body) {
    return tenant
        .http()
        .post()
        .uri(tenant.path("/leads"))
        .header("Idempotency-Key", key)
        .bodyValue(body)
        .exchange();
  }

  private static ResponseSpec patch(
      Tenant tenant, UUID id, Map<String, Object> body, String ifMatch) {
    return tenant
        .http()
        .patch()
        .uri(tenant.path("/leads/" + id))
        .headers(
            headers -> {
              if (ifMatch != null) {
                headers.set(HttpHeaders.IF_MATCH, ifMatch);
              }
            })
        .contentType(MediaType.valueOf("application/merge-patch+json"))
        .bodyValue(body)
        .exchange();
  }

  private static ResponseSpec call(Tenant tenant, HttpMethod method, String path, Object body) {
    var request = tenant.http().method(method).uri(tenant.path(path));
    return body == null ? request.exchange() : request.bodyValue(body).exchange();
  }

  private static Map<?, ?> body(ResponseSpec response) {
    return response.expectBody(Map.class).returnResult().getResponseBody();
  }
}
