package io.tributary.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.work.ClusterLock;
import io.tributary.operations.application.port.in.MaintainPartitions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@ModuleTest
class PartitionsHttpTests {
  private static final String PATH = "/api/v1/database/partitions";
  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyyMM");

  @Autowired WebTestClient client;
  @Autowired MeterRegistry meters;
  @Autowired MaintainPartitions maintenance;
  @Autowired ClusterLock lock;

  private final String schema = "probe_" + UUID.randomUUID().toString().substring(0, 8);
  private final YearMonth month = YearMonth.from(LocalDate.now(Clock.systemUTC()));
  private WebTestClient system;

  @BeforeEach
  void register() throws SQLException {
    system = Tenant.authorized(client, Tenant.SYSTEM_KEY);
    await().until(() -> meters.get("tributary.partitions.last.success").timeGauge().value() > 0);
    asOwner(
        """
        CREATE SCHEMA %1$s;
        CREATE TABLE %1$s.item (workspace_id uuid, id uuid, PRIMARY KEY (workspace_id, id)) PARTITION BY RANGE (id);
        SELECT kernel.partition_by_month('%1$s.item', interval '90 days');
        SELECT kernel.create_partition('%1$s.item', '2024-01-15 00:00:00Z');
        DROP TABLE %1$s.item_%2$s;
        """
            .formatted(schema, suffix(2)));
  }

  @AfterEach
  void forget() throws SQLException {
    asOwner(
        "DELETE FROM kernel.partitioned_table WHERE parent = '%1$s.item'; DROP SCHEMA %1$s CASCADE"
            .formatted(schema));
  }

  @Test
  void partitions_are_listed_with_their_months() {
    var listed = get();
    var ours = "$.items[?(@.table == '" + schema + ".item')].partitions[*]";

    assertThat(JsonPath.<List<String>>read(listed, ours + ".name"))
        .containsExactly(
            schema + ".item_202401",
            schema + ".item_" + suffix(0),
            schema + ".item_" + suffix(1),
            schema + ".item_" + suffix(3),
            schema + ".item_default");
    assertThat(JsonPath.<List<String>>read(listed, ours + ".from"))
        .startsWith("2024-01-01T00:00:00Z")
        .hasSize(5)
        .endsWith((String) null);
    assertThat(JsonPath.<List<String>>read(listed, ours + ".to"))
        .startsWith("2024-02-01T00:00:00Z");
    assertThat(JsonPath.<List<Boolean>>read(listed, ours + ".isDefault"))
        .containsExactly(false, false, false, false, true);
    assertThat(JsonPath.<List<Integer>>read(listed, ours + ".bytes")).allMatch(bytes -> bytes > 0);
  }

  @Test
  void what_is_missing_is_created_and_what_expired_is_dropped_once() {
    var before = meters.get("tributary.partitions.created").counter().count();

    system
        .post()
        .uri(PATH + "/maintain")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"created": ["%1$s.item_%2$s"], "dropped": ["%1$s.item_202401"]}
            """
                .formatted(schema, suffix(2)));
    system
        .post()
        .uri(PATH + "/maintain")
        .exchange()
        .expectBody()
        .json("{\"created\": [], \"dropped\": []}");

    assertThat(meters.get("tributary.partitions.created").counter().count()).isEqualTo(before + 1);
  }

  @Test
  void the_job_leaves_it_to_the_node_that_is_at_it() {
    var changes =
        lock.tryRun(
                "operations.partitions",
                Duration.ofMinutes(1),
                Duration.ZERO,
                maintenance.maintainUnlessRunning().hasElement())
            .block();

    assertThat(changes).isFalse();
    assertThat(maintenance.maintainUnlessRunning().block().created())
        .containsExactly(schema + ".item_" + suffix(2));
  }

  @Test
  void only_the_system_key_may() {
    var tenant = Tenant.create(client).http();

    client.get().uri(PATH).exchange().expectStatus().isUnauthorized();
    tenant.get().uri(PATH).exchange().expectStatus().isForbidden();
    tenant.post().uri(PATH + "/maintain").exchange().expectStatus().isForbidden();
  }

  private String suffix(int monthsAhead) {
    return month.plusMonths(monthsAhead).format(SUFFIX);
  }

  private String get() {
    return system
        .get()
        .uri(PATH)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  private static void asOwner(String sql) throws SQLException {
    try (var owner = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
