package io.tributary.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.events.LeadChanged;
import io.tributary.testsupport.Tenant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@LeadsTest
class LeadCommandsTests {
  @Autowired WebTestClient client;
  @Autowired LeadCommands commands;
  @Autowired LeadDirectory directory;
  @Autowired Transactions transactions;

  @Test
  void several_changes_of_leads_of_several_workspaces_are_made_in_their_order() {
    var one = Tenant.create(client);
    var other = Tenant.create(client);
    var lead = create(one, Map.of("name", "Ada"));
    var foreign = create(other, Map.of("name", "Bob"));

    var results =
        update(
            change(one, lead, Map.of("stage", "contacted")),
            change(other, foreign, Map.of("company", "Engines")),
            change(one, lead, Map.of("stage", "won", "email", "A@example.org")),
            change(one, foreign, Map.of("stage", "won")));

    assertThat(results)
        .extracting(r -> r.lead() == null ? 0 : r.lead().version())
        .containsExactly(2, 2, 3, 0);
    assertThat(results.get(3).faults()).extracting(Fault::code).containsExactly("not-found");
    assertThat(find(one, lead))
        .satisfies(
            view -> {
              assertThat(view.stage()).isEqualTo("won");
              assertThat(view.email()).isEqualTo("a@example.org");
              assertThat(view.version()).isEqualTo(3);
            });
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Heard.of(one.workspaceId(), LeadChanged.class))
                    .extracting(LeadChanged::version)
                    .containsExactlyInAnyOrder(2, 3));
  }

  @Test
  void an_update_with_faults_writes_nothing_and_lets_the_others_be() {
    var tenant = Tenant.create(client);
    var first = create(tenant, Map.of("email", "a@example.org", "name", "Ada"));
    var second = create(tenant, Map.of("name", "Bob"));

    var results =
        update(
            change(tenant, second, Map.of("stage", "nowhere", "fields.x", 1, "name", "Eve")),
            change(tenant, second, Map.of("email", "a@example.org")),
            change(tenant, first, Collections.singletonMap("name", null)),
            change(tenant, first, Map.of()));

    assertThat(results.get(0).faults())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/stage", "/fields/x");
    assertThat(results.get(1).faults())
        .containsExactly(new Fault("/email", "taken", "another lead has this e-mail address"));
    assertThat(results.get(2).lead().name()).isNull();
    assertThat(results.get(3).lead().version()).isEqualTo(2);
    assertThat(find(tenant, second).name()).isEqualTo("Bob");
    assertThat(find(tenant, second).version()).isEqualTo(1);
  }

  @Test
  void an_owner_is_given_and_taken_away_like_any_value() {
    var tenant = Tenant.create(client);
    var owner = UUID.randomUUID();
    var first = create(tenant, Map.of("name", "Ada"));
    var second = create(tenant, Map.of("name", "Bob", "ownerId", owner.toString()));

    var results =
        update(
            change(tenant, first, Map.of("ownerId", owner.toString())),
            change(tenant, second, Collections.singletonMap("ownerId", null)),
            change(tenant, second, Map.of("ownerId", "nobody", "name", "Eve")));

    assertThat(results.get(0).lead().ownerId()).isEqualTo(owner);
    assertThat(results.get(1).lead().ownerId()).isNull();
    assertThat(results.get(2).faults())
        .containsExactly(new Fault("/ownerId", "not-an-id", "must be a UUID"));
    assertThat(find(tenant, first).ownerId()).isEqualTo(owner);
    assertThat(find(tenant, second).ownerId()).isNull();
    assertThat(find(tenant, second).name()).isEqualTo("Bob");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Heard.of(tenant.workspaceId(), LeadChanged.class))
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(event.changed()).containsExactly("ownerId")));
  }

  @Test
  void two_updates_of_a_batch_cannot_take_the_same_address() {
    var tenant = Tenant.create(client);
    var first = create(tenant, Map.of("name", "Ada"));
    var second = create(tenant, Map.of("name", "Bob"));

    var results =
        update(
            change(tenant, first, Map.of("email", "same@example.org")),
            change(tenant, second, Map.of("email", "SAME@example.org")));

    assertThat(results.get(0).faults()).isEmpty();
    assertThat(results.get(1).faults()).extracting(Fault::code).containsExactly("taken");
  }

  @Test
  void deleted_and_unknown_leads_are_left_out() {
    var tenant = Tenant.create(client);
    var lead = create(tenant, Map.of("name", "Ada"));
    tenant
        .http()
        .delete()
        .uri(tenant.path("/leads/" + lead))
        .exchange()
        .expectStatus()
        .isNoContent();

    assertThat(
            directory
                .find(
                    List.of(
                        new LeadRef(tenant.workspaceId(), lead),
                        new LeadRef(tenant.workspaceId(), UUID.randomUUID())))
                .block())
        .isEmpty();
    assertThat(directory.find(List.of()).block()).isEmpty();
    assertThat(commands.update(List.of()).block()).isEmpty();
  }

  private List<LeadUpdateResult> update(LeadUpdate... updates) {
    return transactions.asWorker(commands.update(Arrays.asList(updates))).block();
  }

  private LeadView find(Tenant tenant, UUID lead) {
    return directory.find(List.of(new LeadRef(tenant.workspaceId(), lead))).block().getFirst();
  }

  private static LeadUpdate change(Tenant tenant, UUID lead, Map<String, Object> changes) {
    return new LeadUpdate(tenant.workspaceId(), lead, changes, "workflow:test");
  }

  private static UUID create(Tenant tenant, Map<String, Object> lead) {
    var created =
        tenant
            .http()
            .post()
            .uri(tenant.path("/leads"))
            .bodyValue(lead)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    return UUID.fromString((String) created.get("id"));
  }
}
