package io.tributary.workflows.adapter.out.persistence;

import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.application.port.in.EditWorkflows;
import io.tributary.workflows.application.port.in.EditWorkflows.Draft;
import io.tributary.workflows.application.port.in.MoveWorkflows;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows.Current;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@ModuleTest
class StartableWorkflowsTests {
  @Autowired StartableWorkflows workflows;
  @Autowired EditWorkflows edit;
  @Autowired MoveWorkflows move;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

  private UUID created() {
    return edit.create(workspace, new Draft("W", null, shortest().toMap()), null).block().id();
  }

  private Current current(UUID id) {
    return transactions.asWorker(workflows.current(workspace.value(), id)).block();
  }

  /// Where a worker's transaction cannot begin, only what is known is answered.
  private Current known(UUID id) {
    return transactions.inWorkspace(workspace, workflows.current(workspace.value(), id)).block();
  }

  @Test
  void a_lookup_is_true_after_every_change_and_free_in_between() {
    var id = created();
    assertThat(current(id)).isEqualTo(new Current("DRAFT", null));

    move.publish(workspace, id, ExpectedVersion.ANY).block();
    assertThat(current(id)).isEqualTo(new Current("PUBLISHED", 1));
    assertThat(known(id)).isEqualTo(new Current("PUBLISHED", 1));

    move.publish(workspace, id, ExpectedVersion.ANY).block();
    assertThat(current(id)).isEqualTo(new Current("PUBLISHED", 2));
    move.pause(workspace, id, ExpectedVersion.ANY).block();
    assertThat(current(id)).isEqualTo(new Current("PAUSED", 2));
    move.resume(workspace, id, ExpectedVersion.ANY).block();
    assertThat(current(id)).isEqualTo(new Current("PUBLISHED", 2));
    move.archive(workspace, id, ExpectedVersion.ANY).block();
    assertThat(current(id)).isEqualTo(new Current("ARCHIVED", 2));
  }

  @Test
  void a_lookup_that_is_not_known_asks_the_database() {
    var id = created();

    assertThatIllegalStateException().isThrownBy(() -> known(id));
  }

  @Test
  void a_change_of_the_draft_keeps_what_is_known() {
    var id = created();
    var before = current(id);

    var draft = new Draft("Other", null, shortest().toMap());
    edit.replace(workspace, id, draft, ExpectedVersion.inBody(1)).block();

    assertThat(known(id)).isEqualTo(before);
  }

  @Test
  void another_workspace_finds_nothing() {
    var id = created();
    current(id);

    assertThat(transactions.asWorker(workflows.current(UUID.randomUUID(), id)).block()).isNull();
  }

  @Test
  void a_change_on_another_node_is_heard_of() {
    var id = created();
    current(id);
    transactions
        .asWorker(
            db.sql(
                    """
                    WITH changed AS (
                      UPDATE workflows.workflow SET status = 'ARCHIVED'
                      WHERE workspace_id = :workspace AND id = :id)
                    SELECT pg_notify('tributary', :message)
                    """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .bind(
                    "message",
                    String.join("\u001f", "another-node", Publications.TOPIC, workspace.toString()))
                .fetch()
                .rowsUpdated())
        .block();

    await().untilAsserted(() -> assertThat(current(id).status()).isEqualTo("ARCHIVED"));
  }
}
