package io.tributary.workflows.adapter.out.persistence;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.Graph;
import io.tributary.workflows.application.port.in.EditWorkflows;
import io.tributary.workflows.application.port.in.EditWorkflows.Draft;
import io.tributary.workflows.application.port.in.MoveWorkflows;
import io.tributary.workflows.application.port.out.PublicationNews;
import io.tributary.workflows.application.port.out.PublishedWorkflows;
import io.tributary.workflows.application.port.out.PublishedWorkflows.Match;
import io.tributary.workflows.application.port.out.PublishedWorkflows.TriggerKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

@ModuleTest
class PublishedWorkflowsTests {
  @Autowired PublishedWorkflows published;
  @Autowired PublicationNews news;
  @Autowired EditWorkflows edit;
  @Autowired MoveWorkflows move;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final UUID form = UUID.randomUUID();

  private UUID created(Graph definition) {
    return edit.create(workspace, new Draft("W", null, definition.toMap()), null).block().id();
  }

  private UUID publishedNow(Graph definition) {
    var id = created(definition);
    publish(id);
    return id;
  }

  private void publish(UUID id) {
    move.publish(workspace, id, ExpectedVersion.ANY).block();
  }

  private static Graph onForm(UUID form) {
    return graph().node("t", "TRIGGER_FORM_RESPONSE", Map.of("formId", form.toString()));
  }

  private TriggerKey key(UUID formId) {
    return new TriggerKey(workspace.value(), "TRIGGER_FORM_RESPONSE", formId);
  }

  private List<Match> matching(TriggerKey... keys) {
    return transactions.asWorker(published.matching(List.of(keys))).block();
  }

  @Test
  void a_form_triggers_the_current_versions_of_the_active_workflows() {
    var first = publishedNow(onForm(form));
    var second = publishedNow(onForm(form));
    publishedNow(onForm(UUID.randomUUID()));
    publishedNow(graph().node("t", "TRIGGER_MANUAL"));
    created(onForm(form));

    assertThat(matching(key(form)))
        .containsExactly(
            new Match(key(form), first, 1, null), new Match(key(form), second, 1, null));
    assertThat(matching(new TriggerKey(UUID.randomUUID(), "TRIGGER_FORM_RESPONSE", form)))
        .isEmpty();
  }

  @Test
  void triggers_without_a_form_match_any_and_keys_without_one_match_only_those() {
    var lead = publishedNow(graph().node("t", "TRIGGER_LEAD_CREATED"));
    var leadKey = new TriggerKey(workspace.value(), "TRIGGER_LEAD_CREATED", null);

    var unknown = key(UUID.randomUUID());
    assertThat(matching(leadKey, unknown, leadKey))
        .containsExactly(new Match(leadKey, lead, 1, null));
    assertThat(matching(new TriggerKey(workspace.value(), "TRIGGER_LEAD_CREATED", form)))
        .extracting(Match::workflowId)
        .containsExactly(lead);
  }

  @Test
  void the_match_after_each_change_is_the_new_one() {
    assertThat(matching(key(form))).isEmpty();
    var id = publishedNow(onForm(form));
    assertThat(matching(key(form))).extracting(Match::version).containsExactly(1);

    publish(id);
    assertThat(matching(key(form))).extracting(Match::version).containsExactly(2);

    move.pause(workspace, id, ExpectedVersion.ANY).block();
    assertThat(matching(key(form))).isEmpty();
    publish(id);
    assertThat(matching(key(form))).isEmpty();

    move.resume(workspace, id, ExpectedVersion.ANY).block();
    assertThat(matching(key(form))).extracting(Match::version).containsExactly(3);

    move.archive(workspace, id, ExpectedVersion.ANY).block();
    assertThat(matching(key(form))).isEmpty();
  }

  @Test
  void a_match_says_how_long_a_start_waits_as_the_current_version_has_it() {
    var id = publishedNow(onForm(form).settings(Map.of("debounce", Map.of("seconds", 90))));
    assertThat(matching(key(form)))
        .containsExactly(new Match(key(form), id, 1, Duration.ofSeconds(90)));

    move.pause(workspace, id, ExpectedVersion.ANY).block();
    move.resume(workspace, id, ExpectedVersion.ANY).block();
    assertThat(matching(key(form)).getFirst().debounce()).isEqualTo(Duration.ofSeconds(90));

    var without = new Draft("W", null, onForm(form).toMap());
    edit.replace(workspace, id, without, ExpectedVersion.inBody(4)).block();
    publish(id);
    assertThat(matching(key(form))).containsExactly(new Match(key(form), id, 2, null));
  }

  @Test
  void answers_are_kept_also_empty_ones_until_another_node_tells_of_a_change() {
    assertThat(matching(key(form))).isEmpty();
    var id = created(onForm(form));
    behindTheCachesBack(id);
    assertThat(matching(key(form))).isEmpty();

    notified(workspace.value().toString());
    await().untilAsserted(() -> assertThat(matching(key(form))).hasSize(1));
  }

  @Test
  void a_rolled_back_change_tells_nobody() {
    assertThat(matching(key(form))).isEmpty();
    var id = created(onForm(form));
    behindTheCachesBack(id);

    transactions
        .inWorkspace(
            workspace,
            news.changed(workspace).then(Mono.error(new IllegalArgumentException("undone"))))
        .onErrorComplete()
        .block();

    assertThat(matching(key(form))).isEmpty();
  }

  @Test
  void a_version_is_found_inside_a_transaction_and_without_one_and_compiled_once() {
    var id = publishedNow(onForm(form));

    var outside = published.find(workspace.value(), id, 1).block();
    var inside = transactions.asWorker(published.find(workspace.value(), id, 1)).block();

    assertThat(outside.triggerNode()).isEqualTo("t");
    assertThat(outside.node("t").config()).containsEntry("formId", form.toString());
    assertThat(inside).isSameAs(outside);
    assertThat(published.find(workspace.value(), id, 2).block()).isNull();
    assertThat(published.find(UUID.randomUUID(), id, 1).block()).isNull();
  }

  @Test
  void published_versions_cannot_be_changed_even_by_a_worker() {
    var id = publishedNow(onForm(form));
    var change =
        db.sql(
                """
                UPDATE workflows.workflow_version SET definition = '{}'
                WHERE workspace_id = :workspace AND workflow_id = :id
                """)
            .bind("workspace", workspace.value())
            .bind("id", id)
            .fetch()
            .rowsUpdated();

    assertThatThrownBy(() -> transactions.asWorker(change).block())
        .hasStackTraceContaining("permission denied");
    assertThatThrownBy(() -> transactions.inWorkspace(workspace, change).block())
        .hasStackTraceContaining("permission denied");
  }

  @Test
  void matching_goes_by_the_index_among_many_triggers() {
    seed(20_000);
    var plan =
        transactions
            .asWorker(
                db.sql("EXPLAIN " + R2dbcPublishedRows.MATCHING)
                    .bind("workspaces", new UUID[] {workspace.value()})
                    .bind("types", new String[] {"TRIGGER_FORM_RESPONSE"})
                    .bind("forms", new String[] {form.toString()})
                    .mapValue(String.class)
                    .all()
                    .collectList())
            .block();

    assertThat(String.join("\n", plan))
        .contains("workflow_trigger_match")
        .doesNotContain("Seq Scan on workflow_trigger");
  }

  @Test
  void many_keys_are_answered_by_one_statement_each_with_its_own() {
    var id = publishedNow(onForm(form));
    var keys =
        IntStream.range(0, 500)
            .mapToObj(i -> i == 250 ? key(form) : key(UUID.randomUUID()))
            .toArray(TriggerKey[]::new);

    assertThat(matching(keys)).containsExactly(new Match(key(form), id, 1, null));
  }

  private void seed(int count) {
    var id = publishedNow(onForm(UUID.randomUUID()));
    transactions
        .asWorker(
            db.sql(
                    """
                    WITH flow AS (
                      INSERT INTO workflows.workflow
                      SELECT workspace_id, gen_random_uuid(), name, description, status, draft,
                             version, published_version, created_at, updated_at
                      FROM workflows.workflow, generate_series(1, :count)
                      WHERE workspace_id = :workspace AND id = :id
                      RETURNING workspace_id, id),
                    versions AS (
                      INSERT INTO workflows.workflow_version
                      SELECT workspace_id, id, 1, 'W', '{}', now() FROM flow
                      RETURNING workspace_id, workflow_id)
                    INSERT INTO workflows.workflow_trigger
                    SELECT workspace_id, workflow_id, 1, 'TRIGGER_FORM_RESPONSE', gen_random_uuid()
                    FROM versions
                    """)
                .bind("count", count)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .fetch()
                .rowsUpdated())
        .block();
  }

  /// As another node would: nobody here is told.
  private void behindTheCachesBack(UUID id) {
    transactions
        .asWorker(
            db.sql(
                    """
                    WITH version AS (
                      INSERT INTO workflows.workflow_version
                      SELECT workspace_id, id, 1, name, draft, now() FROM workflows.workflow
                      WHERE workspace_id = :workspace AND id = :id
                      RETURNING workspace_id, workflow_id, version)
                    INSERT INTO workflows.workflow_trigger
                    SELECT workspace_id, workflow_id, version, 'TRIGGER_FORM_RESPONSE', :form
                    FROM version
                    """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .bind("form", form)
                .fetch()
                .rowsUpdated())
        .block();
  }

  private void notified(String payload) {
    var message = String.join("\u001f", "another-node", Publications.TOPIC, payload);
    transactions
        .asWorker(
            db.sql("SELECT pg_notify('tributary', :message)")
                .bind("message", message)
                .fetch()
                .rowsUpdated())
        .block();
  }
}
