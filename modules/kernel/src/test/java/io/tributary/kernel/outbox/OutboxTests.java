package io.tributary.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.Crowd;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@ModuleTest
@Import(OutboxTests.Listeners.class)
class OutboxTests {
  @Autowired Outbox outbox;
  @Autowired Transactions transactions;
  @Autowired IdGenerator ids;
  @Autowired DatabaseClient db;
  @Autowired JsonText json;
  @Autowired Recorder recorder;
  @Autowired Doorkeeper doorkeeper;
  @Autowired Crowd crowd;

  @Autowired
  @Qualifier("one")
  Queue one;

  @Autowired
  @Qualifier("two")
  Queue two;

  @EventName("test.happened")
  public record Happened(UUID eventId, UUID workspaceId, Instant occurredAt, String text)
      implements Event {}

  static final class Recorder implements OutboxListener<Happened> {
    final List<Happened> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "test.recorder";
    }

    @Override
    public List<Class<? extends Happened>> eventTypes() {
      return List.of(Happened.class);
    }

    @Override
    public Mono<Void> on(List<Happened> events) {
      return Mono.fromRunnable(
          () -> {
            if (events.stream().anyMatch(event -> event.text().equals("poison"))) {
              throw new IllegalArgumentException("poison");
            }
            heard.addAll(events);
          });
    }
  }

  @EventName("test.opened")
  public record Opened(UUID eventId, UUID workspaceId, Instant occurredAt, String door)
      implements Event {}

  @EventName("test.closed")
  public record Closed(UUID eventId, UUID workspaceId, Instant occurredAt, int times)
      implements Event {}

  /// Hears of both.
  static final class Doorkeeper implements OutboxListener<Event> {
    final List<Event> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "test.doorkeeper";
    }

    @Override
    public List<Class<? extends Event>> eventTypes() {
      return List.of(Opened.class, Closed.class);
    }

    @Override
    public Mono<Void> on(List<Event> events) {
      return Mono.fromRunnable(() -> heard.addAll(events));
    }
  }

  @EventName("test.queued")
  public record Queued(UUID eventId, UUID workspaceId, Instant occurredAt) implements Event {}

  /// Has each batch wait until the gate is open.
  static final class Queue implements OutboxListener<Queued> {
    final List<Queued> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final Sinks.Empty<Void> gate = Sinks.empty();
    private final String name;
    private final boolean overlaps;

    Queue(String name, boolean overlaps) {
      this.name = name;
      this.overlaps = overlaps;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Class<? extends Queued>> eventTypes() {
      return List.of(Queued.class);
    }

    @Override
    public boolean overlaps() {
      return overlaps;
    }

    @Override
    public Mono<Void> on(List<Queued> events) {
      return Mono.defer(
          () -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return gate.asMono()
                .then(
                    Mono.fromRunnable(
                        () -> {
                          underWay.decrementAndGet();
                          heard.addAll(events);
                        }));
          });
    }
  }

  @TestConfiguration
  static class Listeners {
    @Bean
    Queue one() {
      return new Queue("test.one", false);
    }

    @Bean
    Queue two() {
      return new Queue("test.two", true);
    }

    @Bean
    Doorkeeper doorkeeper() {
      return new Doorkeeper();
    }

    @Bean
    Recorder recorder() {
      return new Recorder();
    }
  }

  @Test
  void committed_events_are_heard_once_and_a_poisonous_one_does_not_hold_the_others_back() {
    var workspace = new WorkspaceId(ids.next());

    transactions
        .inWorkspace(
            workspace, outbox.append(events(workspace, 50, i -> i == 17 ? "poison" : "fine " + i)))
        .block();

    Awaitility.await()
        .untilAsserted(() -> assertThat(heardOf(workspace)).hasSize(49).doesNotHaveDuplicates());
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        text(
                            """
                            SELECT events || ' ' || attempts || ' ' || (payload::json ->> 'text')
                            FROM kernel.outbox WHERE workspace_id = :workspace
                            """,
                            workspace))
                    .containsExactly("1 1 poison"));
  }

  @Test
  void listeners_let_a_crowd_of_callers_go_first() {
    var workspace = new WorkspaceId(ids.next());
    var looksWithCallers = new AtomicInteger(20);
    var heardBeforeCallers = new AtomicBoolean();
    crowd.watch(
        () -> {
          var there = looksWithCallers.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          if (there && !heardOf(workspace).isEmpty()) {
            heardBeforeCallers.set(true);
          }
          return there;
        });

    transactions.inWorkspace(workspace, outbox.append(events(workspace, 3, i -> "" + i))).block();

    Awaitility.await().untilAsserted(() -> assertThat(heardOf(workspace)).hasSize(3));
    assertThat(looksWithCallers).hasValue(0);
    assertThat(heardBeforeCallers).isFalse();
  }

  @Test
  void what_is_announced_together_is_a_row_for_each_workspace_and_listener() {
    var one = new WorkspaceId(ids.next());
    var other = new WorkspaceId(ids.next());
    var events = events(one, 450, i -> "one " + i);
    events.addAll(events(other, 3, i -> "other " + i));

    var rows =
        transactions
            .asWorker(
                outbox
                    .append(events)
                    .then(
                        db.sql(
                                """
                                SELECT listener || ' ' || events FROM kernel.outbox
                                WHERE workspace_id IN (:one, :other) ORDER BY id
                                """)
                            .bind("one", one.value())
                            .bind("other", other.value())
                            .mapValue(String.class)
                            .all()
                            .collectList()))
            .block();

    assertThat(rows)
        .containsExactly(
            "test.recorder 200", "test.recorder 200", "test.recorder 50", "test.recorder 3");
    Awaitility.await().untilAsserted(() -> assertThat(heardOf(other)).hasSize(3));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(heardOf(one))
                    .extracting(Happened::text)
                    .containsExactlyElementsOf(
                        IntStream.range(0, 450).mapToObj(i -> "one " + i).toList()));
    assertThat(text("SELECT id::text FROM kernel.outbox WHERE workspace_id = :workspace", one))
        .isEmpty();
  }

  @Test
  void who_listens_on_the_node_that_announced_gets_the_very_events() {
    var workspace = new WorkspaceId(ids.next());
    var events = events(workspace, 3, i -> "here " + i);

    transactions.inWorkspace(workspace, outbox.append(events)).block();

    Awaitility.await().untilAsserted(() -> assertThat(heardOf(workspace)).hasSize(3));
    for (int i = 0; i < 3; i++) {
      assertThat(heardOf(workspace).get(i)).isSameAs(events.get(i));
    }
  }

  @Test
  void what_another_node_announced_is_read_from_its_row() {
    var workspace = new WorkspaceId(ids.next());
    var events = events(workspace, 2, i -> "there " + i);
    transactions
        .asWorker(
            db.sql(
                    """
                    INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, events, payload)
                    VALUES (:workspace, :id, 'test.recorder', 'test.happened', 2, :payload)
                    """)
                .bind("workspace", workspace.value())
                .bind("id", ids.next())
                .bind("payload", OutboxRow.payloadOf(events.stream().map(json::write).toList()))
                .then())
        .block();

    Awaitility.await()
        .untilAsserted(() -> assertThat(heardOf(workspace)).containsExactlyElementsOf(events));
  }

  @Test
  void a_statement_announces_only_what_it_stored() {
    var one = new WorkspaceId(ids.next());
    var other = new WorkspaceId(ids.next());
    var announced = new LinkedHashMap<UUID, Happened>();
    events(one, 150, i -> "one\n" + i).forEach(event -> announced.put(ids.next(), event));
    events(other, 3, i -> "other " + i).forEach(event -> announced.put(ids.next(), event));
    var stored =
        announced.entrySet().stream()
            .filter(entry -> !entry.getValue().text().endsWith("2"))
            .map(Map.Entry::getKey)
            .toArray(UUID[]::new);

    var count =
        transactions
            .statementAsWorker(
                outbox.announcing(
                    announced,
                    announcement ->
                        announcement
                            .bind(db.sql(storing("unnest(:stored) AS id")))
                            .bind("stored", stored)
                            .mapValue(Long.class)
                            .one()))
            .block();

    assertThat(count).isEqualTo(stored.length);
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(heardOf(one))
                  .extracting(Happened::text)
                  .containsExactlyElementsOf(
                      IntStream.range(0, 150)
                          .mapToObj(i -> "one\n" + i)
                          .filter(text -> !text.endsWith("2"))
                          .toList());
              assertThat(heardOf(other))
                  .extracting(Happened::text)
                  .containsExactly("other 0", "other 1");
            });
  }

  @Test
  void a_statement_that_fails_announces_nothing() {
    var workspace = new WorkspaceId(ids.next());
    var events = events(workspace, 1, i -> "never");

    assertThatThrownBy(
            () ->
                transactions
                    .statementAsWorker(
                        outbox.announcing(
                            Map.of(ids.next(), events.getFirst()),
                            announcement ->
                                announcement
                                    .bind(
                                        db.sql(
                                            storing(
                                                "unnest(:stored) AS id WHERE 1 / (0 * random())::int = 0")))
                                    .bind("stored", new UUID[] {ids.next()})
                                    .mapValue(Long.class)
                                    .one()))
                    .block())
        .hasStackTraceContaining("division by zero");
    assertThat(
            text("SELECT id::text FROM kernel.outbox WHERE workspace_id = :workspace", workspace))
        .isEmpty();
  }

  @Test
  void more_than_a_row_holds_is_not_announced_by_a_statement() {
    var events = new LinkedHashMap<UUID, Happened>();
    events(new WorkspaceId(ids.next()), 201, i -> "much")
        .forEach(event -> events.put(ids.next(), event));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.announcing(events, announcement -> Mono.never()).block());
  }

  @Test
  void a_listener_hears_each_of_its_types_and_none_that_it_does_not_know() {
    var workspace = new WorkspaceId(ids.next());
    var opened = new Opened(ids.next(), workspace.value(), Instant.EPOCH, "front");
    var closed = new Closed(ids.next(), workspace.value(), Instant.EPOCH, 2);
    transactions
        .asWorker(
            waiting(workspace, "test.doorkeeper", "test.locked", opened)
                .then(outbox.append(List.of(opened, closed))))
        .block();

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(doorkeeper.heard)
                    .filteredOn(event -> event.workspaceId().equals(workspace.value()))
                    .containsExactlyInAnyOrder(opened, closed));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        text(
                            """
                            SELECT event_type || ' ' || attempts || ' ' || last_error
                            FROM kernel.outbox WHERE workspace_id = :workspace
                            """,
                            workspace))
                    .singleElement()
                    .asString()
                    .startsWith("test.locked 1 ")
                    .contains("does not hear of test.locked"));
  }

  @Test
  void a_second_batch_runs_beside_the_first_one_if_more_waits_and_the_listener_may() {
    var workspace = new WorkspaceId(ids.next());
    var events =
        IntStream.range(0, 2_400)
            .mapToObj(i -> new Queued(ids.next(), workspace.value(), Instant.EPOCH))
            .toList();

    transactions.inWorkspace(workspace, outbox.append(events)).block();

    Awaitility.await().untilAsserted(() -> assertThat(two.underWay).hasValue(2));
    Awaitility.await().untilAsserted(() -> assertThat(one.underWay).hasValue(1));
    one.gate.tryEmitEmpty();
    two.gate.tryEmitEmpty();
    Awaitility.await()
        .untilAsserted(() -> assertThat(two.heard).containsExactlyInAnyOrderElementsOf(events));
    Awaitility.await().untilAsserted(() -> assertThat(one.heard).containsExactlyElementsOf(events));
    assertThat(two.most).hasValue(2);
    assertThat(one.most).hasValue(1);
  }

  private Mono<Void> waiting(
      WorkspaceId workspace, String listener, String eventType, Event event) {
    return db.sql(
            """
            INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, payload)
            VALUES (:workspace, :id, :listener, :type, :payload)
            """)
        .bind("workspace", workspace.value())
        .bind("id", ids.next())
        .bind("listener", listener)
        .bind("type", eventType)
        .bind("payload", json.write(event))
        .then();
  }

  @Test
  void what_waits_under_a_listeners_name_of_before_is_heard_under_its_new_one()
      throws SQLException {
    var workspace = new WorkspaceId(ids.next());
    var event = events(workspace, 1, i -> "renamed").getFirst();
    transactions.asWorker(waiting(workspace, "test.before", "test.happened", event)).block();

    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = connection.createStatement()) {
      statement.execute("SELECT kernel.rename_listener('test.before', 'test.recorder')");
    }

    Awaitility.await().untilAsserted(() -> assertThat(heardOf(workspace)).containsExactly(event));
  }

  private static String storing(String rows) {
    return "WITH stored AS (SELECT id FROM "
        + rows
        + "), "
        + Announcement.CTE
        + "SELECT count(*) FROM stored";
  }

  @Test
  void what_a_transaction_announced_that_was_open_for_long_is_heard_although_later_ones_were() {
    var workspace = new WorkspaceId(ids.next());
    transactions
        .inWorkspace(workspace, outbox.append(events(workspace, 1, i -> "in time")))
        .block();
    Awaitility.await().untilAsserted(() -> assertThat(heardOf(workspace)).hasSize(1));

    transactions
        .asWorker(
            db.sql(
                    """
                    INSERT INTO kernel.outbox
                      (workspace_id, id, listener, event_type, payload, created_at, available_at)
                    VALUES (:workspace, :id, 'test.recorder', 'test.happened', :payload,
                            now() - interval '1 hour', now() - interval '1 hour')
                    """)
                .bind("workspace", workspace.value())
                .bind("id", ids.next())
                .bind("payload", json.write(events(workspace, 1, i -> "late").getFirst()))
                .then())
        .block();

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(heardOf(workspace))
                    .extracting(Happened::text)
                    .containsExactly("in time", "late"));
  }

  private List<Happened> heardOf(WorkspaceId workspace) {
    return recorder.heard.stream()
        .filter(event -> event.workspaceId().equals(workspace.value()))
        .toList();
  }

  private List<Happened> events(WorkspaceId workspace, int count, IntFunction<String> text) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Happened(ids.next(), workspace.value(), Instant.EPOCH, text.apply(i)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private List<String> text(String sql, WorkspaceId workspace) {
    return transactions
        .asWorker(
            db.sql(sql)
                .bind("workspace", workspace.value())
                .mapValue(String.class)
                .all()
                .collectList())
        .block();
  }
}
