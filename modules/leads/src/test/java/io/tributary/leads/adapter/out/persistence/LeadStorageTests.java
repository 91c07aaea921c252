package io.tributary.leads.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.LeadsTest;
import io.tributary.leads.application.port.out.LeadReads;
import io.tributary.leads.application.port.out.LeadReads.Position;
import io.tributary.leads.application.port.out.LeadReads.Selection;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/// What only the database can show: its plans, and what it refuses to show.
@LeadsTest
class LeadStorageTests {
  private static final int LEADS = 10_000;

  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired LeadReads reads;
  @Autowired IdGenerator ids;

  @Test
  void with_the_predicate_left_out_a_tenant_still_sees_only_its_own() {
    var mine = ids.next();
    var other = ids.next();
    seed(mine, 3);
    seed(other, 5);

    assertThat(countIn(mine)).isEqualTo(3);
    assertThat(countIn(other)).isEqualTo(5);
    assertThat(countIn(ids.next())).isZero();
  }

  @Test
  void every_table_refuses_a_row_of_another_workspace() {
    var mine = new WorkspaceId(ids.next());
    var foreign =
        db.sql(
                "INSERT INTO leads.stage (workspace_id, key, label, position) VALUES (:w, 'a', 'A',"
                    + " 1)")
            .bind("w", ids.next())
            .fetch()
            .rowsUpdated();

    assertThat(
            transactions
                .inWorkspace(mine, foreign)
                .thenReturn("stored")
                .onErrorReturn("refused")
                .block())
        .isEqualTo("refused");
  }

  @Test
  void the_pipeline_list_reads_its_index_in_order() {
    var workspace = ids.next();
    seed(workspace, LEADS);
    seed(ids.next(), LEADS);
    seed(ids.next(), LEADS);
    analyze();

    for (var after : List.of(false, true)) {
      assertInOrderOf("lead_newest", plan(workspace, false, false, after));
      assertInOrderOf("lead_newest_of_stage", plan(workspace, true, false, after));
      assertInOrderOf("lead_newest_of_owner", plan(workspace, false, true, after));
      assertInOrderOf("lead_newest_of_owner_in_stage", plan(workspace, true, true, after));
    }
  }

  @Test
  void leads_are_read_by_their_key() {
    var workspace = ids.next();
    seed(workspace, LEADS);
    analyze();

    var plan =
        explained(
            workspace,
            db.sql("EXPLAIN " + R2dbcLeadReads.FIND)
                .bind("workspace", workspace)
                .bind("ids", new UUID[] {ids.next(), ids.next()}));

    assertThat(plan).contains("lead_pkey").doesNotContain("Seq Scan");
  }

  private static void assertInOrderOf(String index, String plan) {
    assertThat(plan)
        .contains("using " + index + " on")
        .doesNotContain("Seq Scan", "Sort", "Bitmap")
        .doesNotContainPattern("(?m)^ *Filter:");
  }

  @Test
  void a_walk_over_leads_of_the_same_moment_shows_each_once() {
    var workspace = new WorkspaceId(ids.next());
    seed(workspace.value(), 1_000);
    var seen = new LinkedHashSet<UUID>();
    Position after = null;
    do {
      var page =
          transactions
              .inWorkspace(workspace, reads.list(workspace.value(), Selection.ALL, after, 101))
              .block();
      page.forEach(lead -> assertThat(seen.add(lead.id())).isTrue());
      after = page.isEmpty() ? null : new Position(page.getLast().createdAt(), page.getLast().id());
    } while (after != null);

    assertThat(seen).hasSize(1_000);
  }

  private Long countIn(UUID workspace) {
    return transactions
        .inWorkspace(
            new WorkspaceId(workspace),
            db.sql("SELECT count(*) FROM leads.lead").mapValue(Long.class).one())
        .block();
  }

  /// Of the very statement that the list runs.
  private String plan(UUID workspace, boolean ofStage, boolean ofOwner, boolean after) {
    var statement =
        db.sql("EXPLAIN " + R2dbcLeadReads.listStatement(ofStage, ofOwner, after))
            .bind("workspace", workspace)
            .bind("rows", 51);
    if (ofStage) {
      statement = statement.bind("stage", "won");
    }
    if (ofOwner) {
      statement = statement.bind("owner", new UUID(0, 7));
    }
    if (after) {
      var at = Instant.parse("2026-06-01T00:00:00Z");
      statement = statement.bind("createdAt", Columns.time(at)).bind("id", ids.next());
    }
    return explained(workspace, statement);
  }

  private String explained(UUID workspace, GenericExecuteSpec statement) {
    return transactions
        .inWorkspace(
            new WorkspaceId(workspace), statement.mapValue(String.class).all().collectList())
        .map(lines -> String.join("\n", lines))
        .block();
  }

  private void seed(UUID workspace, int leads) {
    transactions
        .asWorker(
            db.sql(
                    """
                    INSERT INTO leads.lead
                      (workspace_id, id, email, stage, owner_id, fields, source, created_at,
                       updated_at)
                    SELECT :workspace, gen_random_uuid(), 'lead' || i || '@example.org',
                           (ARRAY['new', 'contacted', 'qualified', 'won', 'lost'])[1 + i % 5],
                           CASE WHEN i % 3 > 0
                             THEN ('00000000-0000-0000-0000-' || lpad((i / 5 % 10)::text, 12, '0'))::uuid
                           END,
                           '{"budget": 1}', 'form', :at + make_interval(mins => i / 50), :at
                    FROM generate_series(1, :leads) AS i
                    """)
                .bind("workspace", workspace)
                .bind("at", Instant.parse("2026-05-30T00:00:00Z").atOffset(ZoneOffset.UTC))
                .bind("leads", leads)
                .fetch()
                .rowsUpdated())
        .block();
  }

  private void analyze() {
    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = connection.createStatement()) {
      statement.execute("ANALYZE leads.lead");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
