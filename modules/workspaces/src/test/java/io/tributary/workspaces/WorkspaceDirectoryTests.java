package io.tributary.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

@ModuleTest
class WorkspaceDirectoryTests {
  @Autowired WebTestClient client;
  @Autowired WorkspaceDirectory directory;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  @Test
  void every_workspace_has_the_zone_it_was_made_with_and_unknown_ones_are_left_out() {
    var berlin = workspaceIn("Europe/Berlin");
    var chatham = workspaceIn("Pacific/Chatham");
    var plain = Tenant.create(client).workspaceId();

    assertThat(zones(Set.of(berlin, chatham, plain, UUID.randomUUID())))
        .isEqualTo(
            Map.of(
                berlin, ZoneId.of("Europe/Berlin"),
                chatham, ZoneId.of("Pacific/Chatham"),
                plain, ZoneId.of("UTC")));
    assertThat(zones(Set.of())).isEmpty();
  }

  @Test
  void a_worker_sees_the_zone_of_a_workspace_that_its_own_transaction_made() {
    var workspace = UUID.randomUUID();
    var insert = insert(workspace, "Asia/Kathmandu");

    var seen = transactions.asWorker(insert.then(directory.zones(Set.of(workspace)))).block();

    assertThat(seen).containsExactly(Map.entry(workspace, ZoneId.of("Asia/Kathmandu")));
  }

  /// A query would be refused here: it is no worker's transaction.
  @Test
  void a_zone_that_was_asked_for_needs_no_query() {
    var berlin = workspaceIn("Europe/Berlin");
    var fresh = workspaceIn("Europe/Berlin");
    zones(Set.of(berlin));

    assertThat(inside(berlin, Set.of(berlin)).get(berlin)).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> inside(berlin, Set.of(berlin, fresh)));
  }

  @Test
  void a_zone_that_this_node_does_not_know_leaves_the_others_be() {
    var berlin = workspaceIn("Europe/Berlin");
    var martian = UUID.randomUUID();
    transactions.asWorker(insert(martian, "Mars/Olympus")).block();

    assertThat(zones(Set.of(martian, berlin))).containsOnlyKeys(berlin);
  }

  @Test
  void a_workspace_that_was_asked_for_too_early_is_found_once_it_is_there() {
    var workspace = UUID.randomUUID();
    assertThat(zones(Set.of(workspace))).isEmpty();

    transactions.asWorker(insert(workspace, "UTC")).block();

    assertThat(zones(Set.of(workspace))).containsOnlyKeys(workspace);
  }

  private Map<UUID, ZoneId> zones(Set<UUID> workspaces) {
    return directory.zones(workspaces).block();
  }

  private Map<UUID, ZoneId> inside(UUID workspace, Set<UUID> wanted) {
    return transactions.inWorkspace(new WorkspaceId(workspace), directory.zones(wanted)).block();
  }

  private Mono<Long> insert(UUID workspace, String zone) {
    return db.sql(
            """
            INSERT INTO workspaces.workspace (workspace_id, name, time_zone, created_at)
            VALUES (:id, 'Made by a worker', :zone, now())
            """)
        .bind("id", workspace)
        .bind("zone", zone)
        .fetch()
        .rowsUpdated();
  }

  private UUID workspaceIn(String zone) {
    var created =
        Tenant.authorized(client, Tenant.SYSTEM_KEY)
            .post()
            .uri("/api/v1/workspaces")
            .bodyValue(Map.of("name", "In " + zone, "timeZone", zone))
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    return UUID.fromString((String) created.get("id"));
  }
}
