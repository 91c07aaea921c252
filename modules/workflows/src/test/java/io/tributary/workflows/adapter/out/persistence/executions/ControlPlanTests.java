package io.tributary.workflows.adapter.out.persistence.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/// How the database takes executions and jobs when there are many.
@ModuleTest
class ControlPlanTests {
  @Autowired WebTestClient client;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;
  private UUID workspace;
  private UUID parent;

  @BeforeEach
  void many() throws Exception {
    workspace = Tenant.create(client).workspaceId();
    parent = ids.next();
    run(
        """
        INSERT INTO workflows.execution
          (workspace_id, id, workflow_id, workflow_version, status, trigger_type, state, created_at, parent_id)
        SELECT '%s', (substr('%s', 1, 24) || lpad(n::text, 12, '0'))::uuid, '%s', 1, 'WAITING', 'TRIGGER_MANUAL',
               '{}', now(), gen_random_uuid()
        FROM generate_series(1, 20000) AS n
        """
            .formatted(workspace, parent, parent));
    run(
        """
        INSERT INTO workflows.execution_queue (workspace_id, execution_id, due_at)
        SELECT workspace_id, id, 'infinity' FROM workflows.execution WHERE workspace_id = '%s'
        """
            .formatted(workspace));
    run(
        """
        INSERT INTO workflows.control_job
          (workspace_id, id, action, filter, arguments, status, cursor_id, fingerprint, created_at, updated_at, turn_at)
        SELECT '%s', gen_random_uuid(), 'CANCEL', '{}', '{}', 'COMPLETED', gen_random_uuid(), '', now(), now(), now()
        FROM generate_series(1, 20000)
        """
            .formatted(workspace));
    run("ANALYZE workflows.execution, workflows.execution_queue, workflows.control_job");
  }

  private void run(String sql) {
    transactions.asWorker(db.sql(sql).fetch().rowsUpdated()).block();
  }

  private String plan(String sql) {
    var named =
        sql.replace(":workspace", "'" + workspace + "'::uuid")
            .replace(":ids", "ARRAY['" + parent + "'::uuid, '" + workspace + "'::uuid]")
            .replace(":parents", "ARRAY['" + parent + "'::uuid]");
    return String.join(
        "\n",
        transactions
            .asWorker(db.sql("EXPLAIN " + named).mapValue(String.class).all().collectList())
            .block());
  }

  @Test
  void few_are_held_though_many_are_queued() {
    assertThat(plan(ControlSql.HOLD_PLACES)).contains("execution_queue_pkey").doesNotContain("Seq");
    assertThat(plan(ControlSql.HOLD)).contains("_pkey").doesNotContain("Seq Scan on");
    assertThat(plan(ControlSql.LIVE_CHILDREN)).contains("parent_id").doesNotContain("Seq Scan on");
  }

  @Test
  void the_job_whose_turn_it_is_is_found_among_many_that_ended() {
    assertThat(plan(JobSql.CLAIM))
        .contains("control_job_open", "control_job_turns")
        .doesNotContain("Seq Scan");
  }
}
