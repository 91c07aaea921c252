package io.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/// The database as the migrations of all modules leave it keeps tenants apart.
@ModuleTest
class CatalogueTests {
  /// What may be otherwise, and why.
  private static final Map<Catalogue, Set<String>> ALLOWED =
      Map.of(
          Catalogue.KEY_STARTS_WITH_THE_WORKSPACE,
          // all that a visitor brings is the form's public key: this table says whose it is
          Set.of("forms.form_address"),
          Catalogue.REQUESTS_REACH_TENANT_TABLES_ONLY,
          // one row, which says when the summary was made
          Set.of("analytics.refresh_state"),
          Catalogue.UNIQUENESS_IS_WITHIN_A_WORKSPACE,
          Set.of("forms.form_address_pkey"),
          Catalogue.INDEXES_START_WITH_THE_WORKSPACE,
          Set.of(
              "forms.form_address_pkey",
              // workers claim what is due of all workspaces
              "kernel.outbox_due",
              "workflows.execution_queue_due",
              "workflows.execution_queue_leases",
              // operators list the dead letters of all workspaces
              "kernel.dead_letter_newest",
              // the summary is refreshed for all workspaces
              "analytics.workflow_daily_stats_recent"));

  private static final String TABLE =
      """
      CREATE TABLE offenders.fine (workspace_id uuid, id uuid, PRIMARY KEY (workspace_id, id));
      SELECT kernel.enable_tenancy('offenders.fine');
      """;

  /// What the check must find, and what it is made by.
  record Offender(Catalogue check, String found, String sql) {
    @Override
    public String toString() {
      return check + " finds " + found;
    }
  }

  static final List<Offender> OFFENDERS =
      List.of(
          new Offender(
              Catalogue.KEY_STARTS_WITH_THE_WORKSPACE,
              "offenders.bad",
              "CREATE TABLE offenders.bad (workspace_id uuid, id uuid, PRIMARY KEY (id,"
                  + " workspace_id))"),
          new Offender(
              Catalogue.KEY_STARTS_WITH_THE_WORKSPACE,
              "offenders.bad",
              "CREATE TABLE offenders.bad (workspace_id uuid, id uuid)"),
          new Offender(
              Catalogue.ROW_LEVEL_SECURITY_IS_FORCED,
              "offenders.fine",
              "ALTER TABLE offenders.fine NO FORCE ROW LEVEL SECURITY"),
          new Offender(
              Catalogue.ROW_LEVEL_SECURITY_IS_FORCED,
              "offenders.fine",
              "ALTER TABLE offenders.fine DISABLE ROW LEVEL SECURITY"),
          new Offender(
              Catalogue.ROW_LEVEL_SECURITY_IS_FORCED,
              "offenders.part",
              """
              CREATE TABLE offenders.parent (workspace_id uuid, id uuid, PRIMARY KEY (workspace_id, id))
                PARTITION BY RANGE (id);
              SELECT kernel.enable_tenancy('offenders.parent');
              CREATE TABLE offenders.part PARTITION OF offenders.parent DEFAULT
              """),
          new Offender(
              Catalogue.BOTH_ROLES_HAVE_A_POLICY,
              "offenders.fine for tributary_worker",
              "DROP POLICY worker ON offenders.fine"),
          new Offender(
              Catalogue.THE_TENANTS_POLICY_READS_THE_SETTING,
              "offenders.fine open",
              "CREATE POLICY open ON offenders.fine USING (true)"),
          new Offender(
              Catalogue.REQUESTS_REACH_TENANT_TABLES_ONLY,
              "offenders.system",
              """
              CREATE TABLE offenders.system (name text PRIMARY KEY);
              GRANT SELECT ON offenders.system TO tributary_app
              """),
          new Offender(
              Catalogue.PARTITIONS_ARE_REACHED_THROUGH_THEIR_PARENT,
              "offenders.part by tributary_app",
              """
              CREATE TABLE offenders.parent (workspace_id uuid, id uuid, PRIMARY KEY (workspace_id, id))
                PARTITION BY RANGE (id);
              CREATE TABLE offenders.part PARTITION OF offenders.parent DEFAULT;
              GRANT SELECT ON offenders.part TO tributary_app
              """),
          new Offender(
              Catalogue.MATERIALIZED_VIEWS_ARE_HIDDEN_FROM_REQUESTS,
              "offenders.summary",
              """
              CREATE MATERIALIZED VIEW offenders.summary AS SELECT * FROM offenders.fine;
              GRANT SELECT ON offenders.summary TO PUBLIC
              """),
          new Offender(
              Catalogue.VIEWS_FOR_REQUESTS_FILTER,
              "offenders.seen",
              """
              CREATE VIEW offenders.seen AS SELECT * FROM offenders.fine;
              GRANT SELECT ON offenders.seen TO tributary_app
              """),
          new Offender(
              Catalogue.VIEWS_FOR_REQUESTS_FILTER,
              "offenders.seen",
              """
              CREATE VIEW offenders.seen WITH (security_barrier) AS SELECT * FROM offenders.fine;
              GRANT SELECT ON offenders.seen TO tributary_app
              """),
          new Offender(
              Catalogue.INDEXES_START_WITH_THE_WORKSPACE,
              "offenders.fine_by_id",
              "CREATE INDEX fine_by_id ON offenders.fine (id, workspace_id)"),
          new Offender(
              Catalogue.UNIQUENESS_IS_WITHIN_A_WORKSPACE,
              "offenders.fine_once",
              "CREATE UNIQUE INDEX fine_once ON offenders.fine (id) INCLUDE (workspace_id)"),
          new Offender(
              Catalogue.FOREIGN_KEYS_STAY_IN_THE_WORKSPACE,
              "offenders.child.to_fine",
              """
              CREATE UNIQUE INDEX fine_id ON offenders.fine (id);
              CREATE TABLE offenders.child (workspace_id uuid, id uuid, fine_id uuid,
                PRIMARY KEY (workspace_id, id),
                CONSTRAINT to_fine FOREIGN KEY (fine_id) REFERENCES offenders.fine (id))
              """),
          new Offender(
              Catalogue.ROLES_OWN_NOTHING,
              "offenders.fine",
              "GRANT CREATE ON SCHEMA offenders TO tributary_app; GRANT tributary_app TO"
                  + " CURRENT_USER; ALTER TABLE offenders.fine OWNER TO tributary_app"),
          new Offender(
              Catalogue.ROLES_ARE_ORDINARY,
              "tributary_app",
              "GRANT tributary_worker TO tributary_app"),
          new Offender(
              Catalogue.DEFINER_FUNCTIONS_PIN_THEIR_SEARCH_PATH,
              "offenders.powerful()",
              "CREATE FUNCTION offenders.powerful() RETURNS int LANGUAGE sql SECURITY DEFINER AS"
                  + " 'SELECT 1'"),
          new Offender(
              Catalogue.DEFINER_FUNCTIONS_ARE_NOT_FOR_REQUESTS,
              "offenders.powerful()",
              "CREATE FUNCTION offenders.powerful() RETURNS int LANGUAGE sql SECURITY DEFINER AS"
                  + " 'SELECT 1'"));

  @ParameterizedTest
  @EnumSource
  void holds(Catalogue check) throws SQLException {
    try (var connection = connect()) {
      assertThat(unexpected(connection, check)).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("OFFENDERS")
  void bites(Offender offender) throws SQLException {
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      execute(connection, "CREATE SCHEMA offenders; " + TABLE + offender.sql());

      assertThat(unexpected(connection, offender.check())).containsExactly(offender.found());

      connection.rollback();
    }
  }

  @Test
  void every_check_is_proven() {
    assertThat(OFFENDERS.stream().map(Offender::check)).contains(Catalogue.values());
  }

  @Test
  void every_exception_is_needed() throws SQLException {
    try (var connection = connect()) {
      for (var allowed : ALLOWED.entrySet()) {
        assertThat(found(connection, allowed.getKey())).containsAll(allowed.getValue());
      }
    }
  }

  @Test
  void a_table_that_keeps_the_rules_is_not_found() throws SQLException {
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      execute(connection, "CREATE SCHEMA offenders; " + TABLE);

      for (var check : Catalogue.values()) {
        assertThat(unexpected(connection, check)).as(check.name()).isEmpty();
      }

      connection.rollback();
    }
  }

  private static List<String> unexpected(Connection connection, Catalogue check)
      throws SQLException {
    var allowed = ALLOWED.getOrDefault(check, Set.of());
    return found(connection, check).filter(name -> !allowed.contains(name)).toList();
  }

  private static Stream<String> found(Connection connection, Catalogue check) throws SQLException {
    var names = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(check.sql())) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names.stream();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
  }
}
