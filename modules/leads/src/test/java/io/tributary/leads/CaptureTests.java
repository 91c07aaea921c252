package io.tributary.leads;

import static io.tributary.leads.TestForms.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.forms.AcceptedResponse;
import io.tributary.forms.ResponseRef;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.application.port.in.CaptureResponses;
import io.tributary.leads.events.LeadCaptured;
import io.tributary.leads.events.LeadCreated;
import io.tributary.testsupport.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

@LeadsTest
class CaptureTests {
  private static final Instant T0 = Instant.parse("2026-11-20T23:30:00.123456Z");

  @Autowired WebTestClient client;
  @Autowired TestForms forms;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired CaptureResponses captureResponses;

  private UUID contactForm() {
    return forms.form(
        field("email", "EMAIL"),
        field("name", "TEXT"),
        field("company", "TEXT"),
        field("budget", "NUMBER"),
        field("topics", "MULTI_CHOICE", "a", "b"),
        field("when", "DATE"),
        field("source", "HIDDEN"));
  }

  @Test
  void a_response_becomes_a_lead_with_typed_values_an_activity_and_its_events() {
    var tenant = Tenant.create(client);
    var form = contactForm();
    var response =
        forms.response(
            tenant.workspaceId(),
            form,
            T0,
            Map.of(
                "email", " ADA@Example.org",
                "name", "Ada",
                "budget", 1000.5,
                "topics", List.of("a", "b"),
                "when", "2026-12-24",
                "source", "ad"));
    forms.accept(List.of(response));

    awaitCaptured(tenant, 1);
    var lead = leads(tenant).getFirst();
    assertThat(lead)
        .containsEntry("email", "ada@example.org")
        .containsEntry("name", "Ada")
        .containsEntry("company", null)
        .containsEntry("stage", "new")
        .containsEntry("source", "form")
        .containsEntry("formId", form.toString())
        .containsEntry("createdAt", T0.toString())
        .containsEntry("version", 1);
    assertThat((Map<?, ?>) lead.get("fields"))
        .isEqualTo(
            Map.of(
                "budget",
                1000.5,
                "topics",
                List.of("a", "b"),
                "when",
                "2026-12-24",
                "source",
                "ad"));
    assertThat(typedValues(tenant))
        .containsExactlyInAnyOrder("1000.5", "a", "b", "ad", "2026-12-24 00:00:00");
    var leadId = UUID.fromString((String) lead.get("id"));
    assertThat(Heard.of(tenant.workspaceId(), LeadCaptured.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.leadId()).isEqualTo(leadId);
              assertThat(event.responseId()).isEqualTo(response.responseId());
              assertThat(event.formVersion()).isEqualTo(1);
              assertThat(event.created()).isTrue();
            });
    assertThat(items(tenant, "/leads/" + leadId + "/activities"))
        .singleElement()
        .satisfies(
            activity ->
                assertThat(activity)
                    .containsEntry("kind", "CAPTURED")
                    .containsEntry("responseId", response.responseId().toString())
                    .containsEntry("occurredAt", T0.toString()));
  }

  @Test
  void submissions_of_one_address_in_any_spelling_are_one_lead_and_the_latest_wins() {
    var tenant = Tenant.create(client);
    var form = contactForm();
    forms.accept(
        List.of(
            forms.response(
                tenant.workspaceId(),
                form,
                T0.plusSeconds(20),
                Map.of("email", "JOSE\u0301@example.org", "budget", 2)),
            forms.response(
                tenant.workspaceId(),
                form,
                T0,
                Map.of("email", "jos\u00e9@example.org", "name", "Jos\u00e9", "budget", 1))));
    awaitCaptured(tenant, 2);
    forms.accept(
        List.of(
            forms.response(
                tenant.workspaceId(),
                form,
                T0.plusSeconds(30),
                Map.of("email", "jos\u00e9@EXAMPLE.org", "name", " ", "company", "Caf\u00e9"))));
    awaitCaptured(tenant, 3);

    var lead = leads(tenant).getFirst();
    assertThat(leads(tenant)).hasSize(1);
    assertThat(lead)
        .containsEntry("name", "Jos\u00e9")
        .containsEntry("company", "Caf\u00e9")
        .containsEntry("createdAt", T0.toString())
        .containsEntry("fields", Map.of("budget", 2));
    assertThat(typedValues(tenant)).containsExactly("2");
    assertThat(Heard.of(tenant.workspaceId(), LeadCreated.class)).hasSize(1);
    assertThat(Heard.of(tenant.workspaceId(), LeadCaptured.class))
        .extracting(LeadCaptured::created)
        .containsExactlyInAnyOrder(true, false, false);
  }

  @Test
  void an_earlier_submission_that_comes_late_fills_gaps_only() {
    var tenant = Tenant.create(client);
    var form = contactForm();
    var address = "a@example.org";
    forms.accept(
        List.of(
            forms.response(
                tenant.workspaceId(),
                form,
                T0.plusSeconds(9),
                Map.of("email", address, "budget", 9))));
    awaitCaptured(tenant, 1);
    forms.accept(
        List.of(
            forms.response(
                tenant.workspaceId(),
                form,
                T0,
                Map.of("email", address, "budget", 1, "name", "A", "source", "ad"))));
    awaitCaptured(tenant, 2);

    assertThat(leads(tenant).getFirst())
        .containsEntry("name", "A")
        .containsEntry("fields", Map.of("budget", 9, "source", "ad"));
    assertThat(typedValues(tenant)).containsExactlyInAnyOrder("9", "ad");
  }

  @Test
  void a_captured_lead_has_no_owner_and_a_submission_leaves_the_one_it_was_given() {
    var tenant = Tenant.create(client);
    var form = contactForm();
    var owner = UUID.randomUUID();
    forms.accept(
        List.of(forms.response(tenant.workspaceId(), form, T0, Map.of("email", "a@example.org"))));
    awaitCaptured(tenant, 1);
    assertThat(leads(tenant).getFirst()).containsEntry("ownerId", null);
    tenant
        .http()
        .patch()
        .uri(tenant.path("/leads/" + leads(tenant).getFirst().get("id")))
        .bodyValue(Map.of("ownerId", owner))
        .exchange()
        .expectStatus()
        .isOk();
    forms.accept(
        List.of(
            forms.response(
                tenant.workspaceId(),
                form,
                T0.plusSeconds(1),
                Map.of("email", "a@example.org", "name", "Ada"))));
    awaitCaptured(tenant, 2);

    assertThat(leads(tenant).getFirst())
        .containsEntry("name", "Ada")
        .containsEntry("ownerId", owner.toString())
        .containsEntry("version", 3);
  }

  @Test
  void without_an_address_every_response_is_a_lead_and_workspaces_stay_apart() {
    var one = Tenant.create(client);
    var other = Tenant.create(client);
    var form = contactForm();
    forms.accept(
        List.of(
            forms.response(one.workspaceId(), form, T0, Map.of("name", "X")),
            forms.response(one.workspaceId(), form, T0, Map.of("name", "X")),
            forms.response(one.workspaceId(), form, T0, Map.of("email", "same@example.org")),
            forms.response(other.workspaceId(), form, T0, Map.of("email", "same@example.org"))));

    awaitCaptured(one, 3);
    awaitCaptured(other, 1);
    assertThat(leads(one)).hasSize(3);
    assertThat(leads(other)).hasSize(1);
    assertThat(leads(other).getFirst().get("id")).isNotIn(ids(leads(one)));
  }

  @Test
  void five_hundred_responses_become_leads_and_their_form_is_asked_for_once() {
    var tenant = Tenant.create(client);
    var form = contactForm();
    var before = forms.fieldQueries.get();
    forms.accept(
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    forms.response(
                        tenant.workspaceId(),
                        form,
                        T0.plusSeconds(i),
                        Map.of("email", "p" + i % 100 + "@example.org", "budget", i)))
            .toList());

    awaitCaptured(tenant, 500);
    var all = allLeads(tenant);
    assertThat(all).hasSize(100);
    assertThat(Heard.of(tenant.workspaceId(), LeadCreated.class)).hasSize(100);
    assertThat(typedValues(tenant))
        .hasSize(100)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(400, 500).mapToObj(Integer::toString).toList());
    assertThat(forms.fieldQueries.get() - before).isEqualTo(1);
  }

  @Test
  void an_event_that_comes_again_changes_nothing() {
    var tenant = Tenant.create(client);
    var response =
        forms.response(
            tenant.workspaceId(), contactForm(), T0, Map.of("email", "again@example.org"));
    var event = forms.accepted(response);
    forms.announce(List.of(event, event));
    awaitCaptured(tenant, 1);
    forms.announce(List.of(event));
    // a later response shows that the repeated event is through
    forms.accept(
        List.of(
            forms.response(
                tenant.workspaceId(), response.formId(), T0, Map.of("email", "last@example.org"))));
    awaitCaptured(tenant, 2);

    assertThat(leads(tenant))
        .hasSize(2)
        .allSatisfy(lead -> assertThat(lead).containsEntry("version", 1));
    assertThat(Heard.of(tenant.workspaceId(), LeadCaptured.class)).hasSize(2);
  }

  @Test
  void batches_that_run_at_the_same_time_make_one_lead_of_an_address() {
    var tenant = Tenant.create(client);
    var form = contactForm();
    var batches = new ArrayList<List<AcceptedResponse>>();
    for (int batch = 0; batch < 8; batch++) {
      var seconds = batch;
      batches.add(
          IntStream.range(0, 50)
              .mapToObj(
                  i ->
                      forms.response(
                          tenant.workspaceId(),
                          form,
                          T0.plusSeconds(seconds),
                          Map.of("email", "c" + (i * 7 + seconds) % 50 + "@example.org")))
              .toList());
    }

    Flux.fromIterable(batches)
        .flatMap(batch -> transactions.asWorker(captureResponses.capture(refs(batch))), 8)
        .blockLast();

    awaitCaptured(tenant, 400);
    assertThat(allLeads(tenant))
        .hasSize(50)
        .allSatisfy(lead -> assertThat(lead).containsEntry("version", 8));
  }

  @Test
  void values_that_no_longer_fit_their_field_are_kept_as_text_and_fail_nothing() {
    var tenant = Tenant.create(client);
    forms.accept(
        List.of(
            forms.response(
                tenant.workspaceId(), contactForm(), T0, Map.of("name", "A", "budget", 1))));
    awaitCaptured(tenant, 1);
    var changed =
        forms.form(field("name", "TEXT"), field("budget", "TEXT"), field("Odd Key", "TEXT"));
    forms.accept(
        List.of(
            forms.response(
                tenant.workspaceId(),
                changed,
                T0.plusSeconds(1),
                Map.of("name", "B\0", "budget", "about \0 10k", "Odd Key", "odd"))));
    awaitCaptured(tenant, 2);

    assertThat(leads(tenant).getFirst())
        .containsEntry("name", "B")
        .containsEntry("fields", Map.of("budget", "about  10k", "Odd Key", "odd"));
    assertThat(typedValues(tenant)).containsExactly("1");
  }

  @Test
  void a_published_form_gives_leads_its_custom_fields_once() {
    var tenant = Tenant.create(client);
    var form = contactForm();
    forms.publish(tenant.workspaceId(), form);
    forms.publish(tenant.workspaceId(), form);

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(items(tenant, "/lead-fields"))
                    .extracting(field -> field.get("key") + ":" + field.get("type"))
                    .containsExactly(
                        "budget:NUMBER", "topics:MULTI_CHOICE", "when:DATE", "source:TEXT"));
  }

  private static List<ResponseRef> refs(List<AcceptedResponse> responses) {
    return responses.stream().map(r -> new ResponseRef(r.workspaceId(), r.responseId())).toList();
  }

  private static void awaitCaptured(Tenant tenant, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(Heard.of(tenant.workspaceId(), LeadCaptured.class)).hasSize(count));
  }

  private static List<Object> ids(List<Map<String, Object>> leads) {
    return leads.stream().map(lead -> lead.get("id")).toList();
  }

  private List<String> typedValues(Tenant tenant) {
    return transactions
        .inWorkspace(
            new WorkspaceId(tenant.workspaceId()),
            db.sql(
                    """
                    SELECT coalesce(text, number::text, (time AT TIME ZONE 'UTC')::text) AS value
                    FROM leads.lead_field_value WHERE workspace_id = :workspace
                    """)
                .bind("workspace", tenant.workspaceId())
                .mapValue(String.class)
                .all()
                .collectList())
        .block();
  }

  private static List<Map<String, Object>> leads(Tenant tenant) {
    return items(tenant, "/leads");
  }

  private static List<Map<String, Object>> allLeads(Tenant tenant) {
    return items(tenant, "/leads?limit=100");
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> items(Tenant tenant, String path) {
    var page =
        tenant
            .http()
            .get()
            .uri(tenant.path(path))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    return (List<Map<String, Object>>) page.get("items");
  }
}
