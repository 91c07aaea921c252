package io.tributary.workflows.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.postgresql.codec.Json;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import io.tributary.workflows.application.port.out.DefinitionRows.EdgeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.NodeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.Position;
import io.tributary.workflows.application.port.out.DefinitionRows.Scope;
import io.tributary.workflows.domain.definitions.WorkflowStatus;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// The statements of lists and searches among 28,000 nodes: a workspace of 200 workflows with a
/// draft and five versions each, and 100 other workspaces.
@ModuleTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefinitionPlanTests {
  private static final String SEED_WORKFLOWS =
      """
      INSERT INTO workflows.workflow (workspace_id, id, name, description, status, draft, version,
                                      published_version, created_at, updated_at)
      SELECT CASE WHEN n <= 200 THEN :workspace ELSE gen_random_uuid() END, gen_random_uuid(),
             'Plans', '', CASE WHEN n % 3 = 0 THEN 'PAUSED' ELSE 'PUBLISHED' END,
             '{}', 1, CASE WHEN n <= 200 THEN 5 ELSE 1 END, now(), now()
      FROM generate_series(1, 300) AS n
      """;
  /// So that there is something to skip in the table of workflows, too.
  private static final String SEED_BARE =
      """
      INSERT INTO workflows.workflow (workspace_id, id, name, description, status, draft, version,
                                      created_at, updated_at)
      SELECT CASE WHEN n <= 2000 THEN :workspace ELSE gen_random_uuid() END, gen_random_uuid(),
             'Plans', '', CASE WHEN n % 3 = 0 THEN 'PAUSED' ELSE 'DRAFT' END, '{}', 1, now(), now()
      FROM generate_series(1, 4000) AS n
      """;
  private static final String SEED_VERSIONS =
      """
      INSERT INTO workflows.workflow_version
      SELECT workspace_id, id, v, name, '{}', now()
      FROM workflows.workflow, generate_series(1, 300) AS v
      WHERE name = 'Plans' AND workspace_id = :workspace AND published_version IS NOT NULL
      """;
  /// Of one workflow there are so many that to sort them is out of the question.
  private static final String SEED_MANY_VERSIONS =
      """
      INSERT INTO workflows.workflow_version
      SELECT workspace_id, id, v, name, '{}', now()
      FROM (SELECT * FROM workflows.workflow
            WHERE name = 'Plans' AND workspace_id = :workspace AND published_version IS NOT NULL
            LIMIT 1) AS one, generate_series(301, 5000) AS v
      """;
  private static final String SEED_NODES =
      """
      INSERT INTO workflows.node
      SELECT workspace_id, id, v, 'n' || n,
             CASE WHEN n = 7 THEN 'ACTION_SEND_EMAIL' ELSE 'CONTROL_DELAY' END, 'Node',
             CASE WHEN n = 7 THEN jsonb_build_object('template', 'mail ' || ascii(id::text) % 20,
                                                     'to', id)
                  ELSE jsonb_build_object('seconds', n) END
      FROM workflows.workflow, generate_series(0, published_version) AS v,
           generate_series(1, 20) AS n
      WHERE name = 'Plans'
      """;
  private static final String SEED_EDGES =
      """
      INSERT INTO workflows.edge
      SELECT workspace_id, workflow_id, version, node_id, node_id, 'n1', NULL,
             CASE WHEN node_id = 'n7'
               THEN jsonb_build_object('field', 'lead.budget', 'operator', 'gte',
                                       'value', version) END
      FROM workflows.node WHERE type IN ('CONTROL_DELAY', 'ACTION_SEND_EMAIL')
        AND workflow_id IN (SELECT id FROM workflows.workflow WHERE name = 'Plans')
      """;

  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final UUID middle = UUID.fromString("80000000-0000-7000-8000-000000000000");

  @BeforeAll
  void seed() throws SQLException {
    transactions
        .asWorker(
            write(SEED_WORKFLOWS)
                .then(Mono.defer(() -> write(SEED_VERSIONS)))
                .then(Mono.defer(() -> write(SEED_MANY_VERSIONS)))
                .then(Mono.defer(() -> write(SEED_NODES)))
                .then(Mono.defer(() -> write(SEED_EDGES)))
                .then(Mono.defer(() -> write(SEED_BARE))))
        .block();
    analyze();
  }

  @AfterAll
  void forget() throws SQLException {
    var own = "workflow_id IN (SELECT id FROM workflows.workflow WHERE name = 'Plans')";
    transactions
        .asWorker(
            write("DELETE FROM workflows.edge WHERE " + own)
                .then(write("DELETE FROM workflows.node WHERE " + own))
                .then(write("DELETE FROM workflows.workflow_version WHERE " + own))
                .then(write("DELETE FROM workflows.workflow WHERE name = 'Plans'")))
        .block();
    analyze();
  }

  private Mono<Void> write(String sql) {
    var statement = db.sql(sql);
    return sql.contains(":workspace")
        ? statement.bind("workspace", workspace.value()).then()
        : statement.then();
  }

  /// As the owner of the tables, who alone may.
  private static void analyze() throws SQLException {
    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = connection.createStatement()) {
      statement.execute(
          "ANALYZE workflows.workflow, workflows.workflow_version, workflows.node, workflows.edge");
    }
  }

  private Mono<String> explained(String sql, Map<String, Object> more) {
    return db.sql("EXPLAIN (ANALYZE, COSTS OFF) " + sql)
        .bind("workspace", workspace.value())
        .bind("rows", 51)
        .bindValues(more)
        .map(row -> String.valueOf(row.get(0)))
        .all()
        .collect(Collectors.joining("\n"));
  }

  /// As a request reads.
  private String plan(String sql, Map<String, Object> more) {
    return transactions.inWorkspace(workspace, explained(sql, more)).block();
  }

  /// As a search by content reads.
  private String workerPlan(String sql, Map<String, Object> more) {
    return transactions.asWorker(explained(sql, more)).block();
  }

  private Map<String, Object> after(Map<String, Object> more) {
    var all = new HashMap<>(more);
    all.put("afterWorkflow", middle);
    all.put("afterVersion", 3);
    all.put("afterPart", "n5");
    return all;
  }

  private Position position() {
    return new Position(middle, 3, "n5");
  }

  @ParameterizedTest
  @EnumSource
  void nodes_with_a_template_come_from_the_index_of_configs(Scope scope) {
    var config = Map.<String, Object>of("template", "mail 8");
    var filter = new NodeFilter("ACTION_SEND_EMAIL", config, null, scope);
    Map<String, Object> values =
        Map.of("type", "ACTION_SEND_EMAIL", "config", Json.of("{\"template\": \"mail 8\"}"));

    assertThat(workerPlan(DefinitionSearchSql.nodes(filter, null), values))
        .containsAnyOf("node_config", "node_by_type", "node_pkey")
        .doesNotContain("Seq Scan on node");
  }

  @Test
  void a_rare_config_is_found_by_its_index_whatever_the_type() {
    var filter = new NodeFilter(null, Map.of("to", "x"), null, Scope.ALL);

    assertThat(
            workerPlan(
                DefinitionSearchSql.nodes(filter, null),
                Map.of("config", Json.of("{\"to\": \"x\"}"))))
        .contains("node_config")
        .doesNotContain("Seq Scan on node");
  }

  @Test
  void conditions_come_from_their_index() {
    var filter = new EdgeFilter(Map.of("value", 77), null, Scope.ALL);

    assertThat(
            workerPlan(
                DefinitionSearchSql.edges(filter, null),
                Map.of("condition", Json.of("{\"value\": 77}"))))
        .contains("edge_condition")
        .doesNotContain("Seq Scan on edge");
  }

  @ParameterizedTest
  @EnumSource
  void nodes_of_a_type_come_in_the_order_of_its_index_on_every_page(Scope scope) {
    var filter = new NodeFilter("ACTION_SEND_EMAIL", null, null, scope);
    Map<String, Object> values = Map.of("type", "ACTION_SEND_EMAIL");

    assertThat(plan(DefinitionSearchSql.nodes(filter, null), values))
        .contains("node_by_type")
        .doesNotContain("Seq Scan on node");
    assertThat(plan(DefinitionSearchSql.nodes(filter, position()), after(values)))
        .contains("node_by_type")
        .doesNotContain("Seq Scan on node");
  }

  @ParameterizedTest
  @EnumSource
  void all_nodes_come_from_the_primary_key_on_every_page(Scope scope) {
    var filter = new NodeFilter(null, null, null, scope);

    assertThat(plan(DefinitionSearchSql.nodes(filter, null), Map.of()))
        .contains("node_pkey")
        .doesNotContain("Seq Scan on node");
    assertThat(plan(DefinitionSearchSql.nodes(filter, position()), after(Map.of())))
        .contains("node_pkey")
        .doesNotContain("Seq Scan on node");
  }

  @ParameterizedTest
  @EnumSource
  void all_edges_come_from_the_primary_key_on_every_page(Scope scope) {
    var filter = new EdgeFilter(null, null, scope);

    assertThat(plan(DefinitionSearchSql.edges(filter, null), Map.of()))
        .contains("edge_pkey")
        .doesNotContain("Seq Scan on edge");
    assertThat(plan(DefinitionSearchSql.edges(filter, position()), after(Map.of())))
        .contains("edge_pkey")
        .doesNotContain("Seq Scan on edge");
  }

  @Test
  void the_nodes_of_one_workflow_come_from_the_primary_key() {
    var filter = new NodeFilter(null, null, middle, Scope.PUBLISHED);

    assertThat(plan(DefinitionSearchSql.nodes(filter, null), Map.of("workflow", middle)))
        .containsAnyOf("node_pkey", "node_by_type")
        .doesNotContain("Seq Scan");
  }

  @Test
  void workflows_of_a_status_are_listed_by_its_index_and_all_by_the_primary_key() {
    for (var before : new UUID[] {null, middle}) {
      var more = new HashMap<String, Object>();
      if (before != null) {
        more.put("before", before);
      }
      assertThat(plan(WorkflowListSql.workflows(null, before), more))
          .contains("workflow_pkey")
          .doesNotContain("Seq Scan", "Sort");
      more.put("status", "PAUSED");
      assertThat(plan(WorkflowListSql.workflows(WorkflowStatus.PAUSED, before), more))
          .contains("workflow_by_status")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void versions_are_listed_by_the_primary_key() {
    var workflow =
        transactions
            .inWorkspace(
                workspace,
                db.sql(
                        """
                        SELECT workflow_id FROM workflows.workflow_version
                        WHERE workspace_id = :workspace AND version = 5000
                        """)
                    .bind("workspace", workspace.value())
                    .mapValue(UUID.class)
                    .one())
            .block();

    assertThat(
            plan(
                WorkflowListSql.VERSIONS,
                Map.of("workflow", workflow, "before", Integer.MAX_VALUE)))
        .contains("workflow_version_pkey")
        .doesNotContain("Seq Scan", "Sort");
  }
}
