package io.tributary.workflows.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.workflows.application.port.in.executions.WatchExecutions;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change.ExecutionChanged;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change.StepChanged;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Position;
import io.tributary.workflows.application.port.out.executions.ExecutionWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/// The stream of an execution's events, over real HTTP.
@ModuleTest
class EventStreamTests {
  private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENT =
      new ParameterizedTypeReference<>() {};

  @Autowired WebTestClient client;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;
  @Autowired ExecutionWatch watch;
  @Autowired WatchExecutions watching;
  @Autowired MeterRegistry meters;
  @LocalServerPort int port;
  private final List<Disposable> open = new ArrayList<>();
  private Tenant tenant;
  private Seeds seeds;
  private UUID execution;

  @BeforeEach
  void fresh() {
    tenant = Tenant.create(client);
    seeds = new Seeds(transactions, db, ids);
    execution = seeds.execution(tenant.workspaceId(), Map.of("status", "'RUNNING'"));
  }

  /// Whoever hangs up leaves nothing behind.
  @AfterEach
  void nothing_is_left() {
    open.forEach(Disposable::dispose);
    await(() -> streams() == 0);
  }

  private double streams() {
    return meters.get("tributary.executions.streams").gauge().value();
  }

  private static void await(java.util.concurrent.Callable<Boolean> holds) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(holds);
  }

  /// What a client got, in order, as `step <id> <status>` and `execution <event id> <status>`.
  private final class Client {
    final List<String> got = new CopyOnWriteArrayList<>();
    volatile String lastId;
    volatile boolean ended;
    Disposable connection;

    private int connections;

    /// What arrives on a former connection after that was given up does not count.
    synchronized Client connect() {
      var number = ++connections;
      ended = false;
      var request =
          WebClient.create("http://localhost:" + port)
              .get()
              .uri(tenant.path("/executions/" + execution + "/events"))
              .header(HttpHeaders.AUTHORIZATION, "Bearer " + tenant.apiKey());
      if (lastId != null) {
        request.header("Last-Event-ID", lastId);
      }
      connection =
          request
              .retrieve()
              .bodyToFlux(EVENT)
              .doOnComplete(() -> ended = true)
              .subscribe(event -> take(number, event));
      open.add(connection);
      return this;
    }

    private synchronized void take(int number, ServerSentEvent<Map<String, Object>> event) {
      if (event.id() == null || number != connections) {
        return;
      }
      lastId = event.id();
      var what = event.event().equals("step") ? event.data().get("nodeId") : event.id().toString();
      got.add(event.event() + " " + what + " " + event.data().get("status"));
    }

    void awaitAll(String... expected) {
      await(() -> got.size() >= expected.length);
      assertThat(got).containsExactly(expected);
    }
  }

  /// As the engine does: execution and steps in one transaction, each with the new version.
  private void change(int version, String status, String... nodes) {
    var sql = new StringBuilder("WITH e AS (UPDATE workflows.execution SET version = ");
    sql.append(version).append(", status = '").append(status);
    sql.append("' WHERE workspace_id = '").append(tenant.workspaceId()).append("' AND id = '");
    sql.append(execution).append("') INSERT INTO workflows.node_execution (workspace_id, id,");
    sql.append(" execution_id, node_id, node_type, visit, status, attempts, started_at,");
    sql.append(" execution_version) SELECT w, id, e, n, 'CONTROL_END', 1, 'COMPLETED', 1, now(), ");
    sql.append(version).append(" FROM (VALUES (NULL::uuid, NULL::uuid, NULL::uuid, NULL)");
    for (var node : nodes) {
      sql.append(
          ", ('%s'::uuid, '%s'::uuid, '%s'::uuid, '%s')"
              .formatted(tenant.workspaceId(), ids.next(), execution, node));
    }
    seeds.run(sql.append(") AS v (w, id, e, n) WHERE w IS NOT NULL").toString());
  }

  private void told() {
    watch.changed(tenant.workspaceId(), execution);
  }

  @Test
  void what_is_there_comes_first_and_then_each_change_until_the_end() {
    change(2, "RUNNING", "a", "b");
    var stream = new Client().connect();
    stream.awaitAll("step a COMPLETED", "step b COMPLETED", "execution 2 RUNNING");

    change(3, "WAITING", "c");
    told();
    await(() -> stream.got.size() == 5);
    change(4, "COMPLETED", "d");
    told();

    stream.awaitAll(
        "step a COMPLETED",
        "step b COMPLETED",
        "execution 2 RUNNING",
        "step c COMPLETED",
        "execution 3 WAITING",
        "step d COMPLETED",
        "execution 4 COMPLETED");
    await(() -> stream.ended);
  }

  @Test
  void what_another_node_changed_is_seen_within_a_second_or_two() {
    var stream = new Client().connect();
    stream.awaitAll("execution 1 RUNNING");

    change(2, "FAILED", "a");

    stream.awaitAll("execution 1 RUNNING", "step a COMPLETED", "execution 2 FAILED");
  }

  @Test
  void with_reconnects_in_the_middle_nothing_is_missed_and_nothing_comes_twice() {
    var stream = new Client();
    var expected = new ArrayList<String>();
    stream.connect();
    await(() -> stream.got.size() == 1);
    for (int version = 2; version <= 30; version++) {
      var nodes =
          java.util.stream.IntStream.range(0, version == 20 ? 120 : 3)
              .mapToObj(new Numbered(version)::node)
              .toArray(String[]::new);
      expected.addAll(List.of(nodes));
      var last = version == 30;
      change(version, last ? "COMPLETED" : "RUNNING", nodes);
      told();
      if (version % 4 == 0) {
        // somewhere in the middle of what is being sent
        var sofar = expected.size() - nodes.length / 2;
        await(() -> stream.got.stream().filter(each -> each.startsWith("step")).count() >= sofar);
        stream.connection.dispose();
        stream.connect();
      }
    }
    await(() -> stream.ended);

    var steps =
        stream.got.stream()
            .filter(each -> each.startsWith("step"))
            .map(each -> each.split(" ")[1])
            .toList();
    assertThat(steps).isEqualTo(expected);
    assertThat(stream.got).endsWith("execution 30 COMPLETED");
    assertThat(new HashSet<>(stream.got)).hasSameSizeAs(stream.got);
  }

  private record Numbered(int version) {
    String node(int n) {
      return "v" + version + "n" + n;
    }
  }

  @Test
  void who_has_seen_the_end_is_told_that_nothing_will_follow() {
    change(2, "CANCELLED", "a");
    for (var id : List.of("2", "3")) {
      events(tenant, id).expectStatus().isNoContent();
    }
    var stream = new Client();
    stream.lastId = "1";
    stream.connect().awaitAll("step a COMPLETED", "execution 2 CANCELLED");
    await(() -> stream.ended);
  }

  @Test
  void others_and_nonsense_are_refused() {
    for (var id : List.of("x", "-1", "1.2", "1.", "99999999999", "1.ABC")) {
      events(tenant, id)
          .expectStatus()
          .isBadRequest()
          .expectHeader()
          .contentType("application/problem+json");
    }
    var stranger = Tenant.create(client);
    events(stranger, "0").expectStatus().isNotFound();
    stranger
        .http()
        .get()
        .uri(tenant.path("/executions/" + execution + "/events"))
        .exchange()
        .expectStatus()
        .isNotFound();
    client
        .get()
        .uri(tenant.path("/executions/" + execution + "/events"))
        .exchange()
        .expectStatus()
        .isUnauthorized();
  }

  private WebTestClient.ResponseSpec events(Tenant caller, String lastEventId) {
    return caller
        .http()
        .get()
        .uri(caller.path("/executions/" + execution + "/events"))
        .header("Last-Event-ID", lastEventId)
        .exchange();
  }

  @Test
  void a_workspace_watches_a_hundred_times_at_once_and_others_still_can() {
    for (int i = 0; i < 100; i++) {
      new Client().connect().awaitAll("execution 1 RUNNING");
    }

    events(tenant, "0")
        .expectStatus()
        .isEqualTo(503)
        .expectHeader()
        .exists(HttpHeaders.RETRY_AFTER)
        .expectHeader()
        .contentType("application/problem+json");
    open.removeFirst().dispose();
    await(() -> streams() == 99);
    new Client().connect().awaitAll("execution 1 RUNNING");
  }

  @Test
  void one_that_is_deleted_meanwhile_leaves_its_watchers_waiting_for_nothing_more() {
    var stream = new Client().connect();
    stream.awaitAll("execution 1 RUNNING");

    seeds.run("DELETE FROM workflows.execution WHERE id = '" + execution + "'");

    await(() -> stream.ended);
  }

  @Test
  void a_slow_client_is_told_how_it_is_and_not_how_it_came_to_be() {
    var got = new CopyOnWriteArrayList<Change>();
    var released = new CompletableFuture<Boolean>();
    var workspace = new WorkspaceId(tenant.workspaceId());
    open.add(
        watching
            .watch(workspace, execution, Position.START)
            .doOnNext(got::add)
            .concatMap(change -> Mono.fromFuture(released, true), 1)
            .subscribe());
    await(() -> !got.isEmpty());
    for (int version = 2; version <= 20; version++) {
      change(version, "RUNNING", "n" + version);
      told();
    }

    released.complete(true);

    await(() -> got.getLast() instanceof ExecutionChanged(var at, _) && at.version() == 20);
    assertThat(got.stream().filter(StepChanged.class::isInstance)).hasSize(19);
    assertThat(got.stream().filter(ExecutionChanged.class::isInstance)).hasSizeLessThan(4);
  }
}
