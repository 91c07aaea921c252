package io.tributary.kernel.partitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.partitions.Partitions.Changes;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ModuleTest
class PartitionsTests {
  @Autowired Partitions partitions;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final YearMonth month = YearMonth.from(LocalDate.now(Clock.systemUTC()));
  private final String schema = "probe_" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void register() throws SQLException {
    asOwner(
        """
        CREATE SCHEMA %1$s;
        SELECT kernel.open_schema('%1$s');
        CREATE TABLE %1$s.item (workspace_id uuid, id uuid, note text, PRIMARY KEY (workspace_id, id))
          PARTITION BY RANGE (id);
        CREATE INDEX item_note ON %1$s.item (workspace_id, note);
        SELECT kernel.partition_by_month('%1$s.item', interval '90 days');
        SELECT kernel.enable_tenancy('%1$s.item');
        """
            .formatted(schema));
  }

  @AfterEach
  void forget() throws SQLException {
    asOwner(
        "DELETE FROM kernel.partitioned_table WHERE parent = '%1$s.item'; DROP SCHEMA %1$s CASCADE"
            .formatted(schema));
  }

  @Test
  void a_registered_table_has_this_month_three_ahead_and_a_default() throws SQLException {
    assertThat(parts())
        .containsExactly(
            name(month),
            name(month.plusMonths(1)),
            name(month.plusMonths(2)),
            name(month.plusMonths(3)),
            "item_default");
  }

  @Test
  void months_begin_and_end_in_utc_to_the_millisecond() throws SQLException {
    var begin = startOf(month);
    var end = startOf(month.plusMonths(1));

    insert(IdWindow.floor(begin), "first");
    insert(
        new UUID(IdWindow.floor(end.minusMillis(1)).getMostSignificantBits() | 0xfff, -1L), "last");
    insert(IdWindow.floor(end), "next");
    insert(lastBefore(begin), "before");

    assertThat(partOf("first")).isEqualTo(name(month));
    assertThat(partOf("last")).isEqualTo(name(month));
    assertThat(partOf("next")).isEqualTo(name(month.plusMonths(1)));
    assertThat(partOf("before")).isEqualTo("item_default");
  }

  @Test
  void strays_move_into_their_month_when_it_comes() throws SQLException {
    var far = month.plusMonths(5);
    insert(IdWindow.floor(startOf(far)), "stray");
    insert(IdWindow.floor(startOf(far.plusMonths(1))), "stays");
    assertThat(partOf("stray")).isEqualTo("item_default");

    var changes = partitions.cover(startOf(far), startOf(far).plusSeconds(1)).block();

    assertThat(changes.created()).contains(schema + "." + name(far));
    assertThat(partOf("stray")).isEqualTo(name(far));
    assertThat(partOf("stays")).isEqualTo("item_default");
    assertThat(count(new WorkspaceId(workspace.value()))).isEqualTo(2);
    assertThat(count(new WorkspaceId(UUID.randomUUID()))).isZero();
  }

  @Test
  void a_window_covers_every_month_it_touches_once() {
    var from = YearMonth.of(2025, 11);
    var changes =
        partitions.cover(
            startOf(from.plusMonths(1)).minusMillis(1), startOf(YearMonth.of(2026, 2)));

    assertThat(changes.block().created().stream().filter(part -> part.startsWith(schema)))
        .containsExactly(
            schema + ".item_202511",
            schema + ".item_202512",
            schema + ".item_202601",
            schema + ".item_202602");
    assertThat(changes.block().created()).isEmpty();
  }

  @Test
  void each_partition_enforces_tenancy_itself_and_is_granted_to_nobody() throws SQLException {
    partitions.cover(startOf(YearMonth.of(2024, 1)), startOf(YearMonth.of(2024, 1))).block();

    assertThat(
            asOwner(
                """
                SELECT relname FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
                WHERE i.inhparent = '%s.item'::regclass
                  AND NOT (relrowsecurity AND relforcerowsecurity AND relacl IS NULL)
                """
                    .formatted(schema)))
        .isEmpty();
    for (var part : new String[] {"item_default", name(month), "item_202401"}) {
      assertThatThrownBy(
              () ->
                  transactions
                      .asWorker(db.sql("SELECT * FROM " + schema + "." + part).then())
                      .block())
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void each_partition_has_the_indexes_of_its_table() throws SQLException {
    assertThat(
            asOwner(
                "SELECT indexname FROM pg_indexes WHERE schemaname = '%s' AND tablename = '%s'"
                    .formatted(schema, name(month))))
        .hasSize(2);
  }

  @Test
  void only_what_ended_before_the_retention_is_dropped_and_expired_strays_go_too()
      throws SQLException {
    partitions
        .cover(Instant.parse("2023-01-01T00:00:00Z"), Instant.parse("2023-04-01T00:00:00Z"))
        .block();
    insert(IdWindow.floor(Instant.parse("2022-06-01T00:00:00Z")), "expired stray");
    insert(IdWindow.floor(startOf(month.plusMonths(7))), "stray of the future");

    assertThat(drop("2023-05-01T23:59:59Z")).isEmpty();
    assertThat(drop("2023-05-02T00:00:00Z")).containsExactly(schema + ".item_202301");
    assertThat(drop("2023-05-29T23:59:59Z")).isEmpty();
    assertThat(drop("2023-05-30T00:00:00Z")).containsExactly(schema + ".item_202302");
    assertThat(drop("2023-05-30T00:00:00Z")).isEmpty();

    assertThat(parts()).contains("item_202303", "item_202304", name(month), "item_default");
    assertThat(asOwner("SELECT note FROM %s.item_default".formatted(schema)))
        .containsExactly("stray of the future");
  }

  @Test
  void a_table_without_retention_keeps_all() throws SQLException {
    asOwner("UPDATE kernel.partitioned_table SET retention = NULL WHERE parent LIKE 'probe%'");
    partitions.cover(startOf(YearMonth.of(2020, 1)), startOf(YearMonth.of(2020, 1))).block();
    insert(IdWindow.floor(Instant.parse("2019-06-01T00:00:00Z")), "old");

    assertThat(partitions.maintain(3).block()).isEqualTo(new Changes(List.of(), List.of()));
    assertThat(parts()).contains("item_202001");
    assertThat(partOf("old")).isEqualTo("item_default");
  }

  @Test
  void many_nodes_at_once_create_each_partition_once() {
    var window = startOf(YearMonth.of(2021, 1));
    var runs =
        IntStream.range(0, 6)
            .mapToObj(i -> partitions.cover(window, window.plusSeconds(86_400 * 100)))
            .toList();

    var created = Flux.merge(runs).flatMapIterable(Changes::created).collectList();

    assertThat(created.block().stream().filter(part -> part.startsWith(schema)))
        .containsExactlyInAnyOrder(
            schema + ".item_202101",
            schema + ".item_202102",
            schema + ".item_202103",
            schema + ".item_202104");
  }

  @Test
  void of_strays_that_come_while_their_partition_is_made_none_that_was_taken_is_lost() {
    var far = month.plusMonths(9);
    var high = IdWindow.floor(startOf(far)).getMostSignificantBits();
    var strays =
        Flux.range(1, 200)
            .flatMap(
                i ->
                    inserted(new UUID(high, -i), "n")
                        .thenReturn(1)
                        // the server refuses what it had already sent to the default partition
                        .onErrorResume(DataIntegrityViolationException.class, e -> Mono.empty()),
                4)
            .count();

    var taken =
        Mono.zip(strays, partitions.cover(startOf(far), startOf(far)), (count, changes) -> count);

    assertThat(count(workspace)).isZero();
    assertThat(taken.block()).isGreaterThan(150).isEqualTo(count(workspace));
  }

  @Test
  void requests_may_not_touch_partitions() {
    assertThatThrownBy(
            () ->
                transactions
                    .inWorkspace(
                        workspace, db.sql("SELECT kernel.create_partitions(now(), now())").then())
                    .block())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  private static UUID lastBefore(Instant at) {
    return new UUID(IdWindow.floor(at.minusMillis(1)).getMostSignificantBits() | 0xfff, -1L);
  }

  private static Instant startOf(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String name(YearMonth month) {
    return "item_%d%02d".formatted(month.getYear(), month.getMonthValue());
  }

  private void insert(UUID id, String note) {
    inserted(id, note).block();
  }

  private Mono<Void> inserted(UUID id, String note) {
    return transactions.inWorkspace(
        workspace,
        db.sql("INSERT INTO " + schema + ".item VALUES (:workspace, :id, :note)")
            .bind("workspace", workspace.value())
            .bind("id", id)
            .bind("note", note)
            .then());
  }

  private String partOf(String note) {
    return transactions
        .asWorker(
            db.sql(
                    "SELECT replace(tableoid::regclass::text, '%1$s.', '') FROM %1$s.item WHERE note = :note"
                        .formatted(schema))
                .bind("note", note)
                .mapValue(String.class)
                .one())
        .block();
  }

  private long count(WorkspaceId of) {
    return transactions
        .inWorkspace(
            of, db.sql("SELECT count(*) FROM " + schema + ".item").mapValue(Long.class).one())
        .block();
  }

  private List<String> drop(String at) {
    return transactions
        .asWorker(
            db.sql("SELECT kernel.drop_expired_partitions(:at)")
                .bind("at", Instant.parse(at))
                .mapValue(String[].class)
                .one())
        .map(List::of)
        .block();
  }

  private List<String> parts() throws SQLException {
    return asOwner(
        """
        SELECT relname FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
        WHERE i.inhparent = '%s.item'::regclass ORDER BY relname
        """
            .formatted(schema));
  }

  private static List<String> asOwner(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (var owner = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = owner.createStatement()) {
      if (statement.execute(sql)) {
        var rows = statement.getResultSet();
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }
}
