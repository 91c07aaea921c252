package io.tributary.workflows.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.out.PublishedWorkflows.Match;
import io.tributary.workflows.application.port.out.PublishedWorkflows.TriggerKey;
import io.tributary.workflows.domain.definitions.DefinitionCompiler;
import io.tributary.workflows.domain.definitions.NodeTypes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcPublishedRows implements PublishedRows {
  /// One statement for many keys.
  static final String MATCHING =
      """
      WITH wanted AS (
        SELECT * FROM unnest(:workspaces::uuid[], :types::text[], :forms::text[]::uuid[])
          WITH ORDINALITY AS key (workspace_id, type, form_id, place))
      SELECT place, workflow_id, version, debounce_seconds FROM wanted
      JOIN workflows.workflow_trigger USING (workspace_id, type, form_id)
      UNION ALL
      SELECT place, workflow_id, version, debounce_seconds FROM wanted
      JOIN workflows.workflow_trigger anyone USING (workspace_id, type)
      WHERE anyone.form_id IS NULL
      ORDER BY place, workflow_id
      """;

  private final DatabaseClient db;
  private final Transactions transactions;
  private final JsonText json;
  private final NodeTypes types;

  R2dbcPublishedRows(DatabaseClient db, Transactions transactions, JsonText json, NodeTypes types) {
    this.db = db;
    this.transactions = transactions;
    this.json = json;
    this.types = types;
  }

  @Override
  public Mono<Sized> find(UUID workspaceId, UUID workflowId, int version) {
    return transactions.asWorker(
        db.sql(
                """
                SELECT name, definition::text AS definition FROM workflows.workflow_version
                WHERE workspace_id = :workspace AND workflow_id = :workflow AND version = :version
                """)
            .bind("workspace", workspaceId)
            .bind("workflow", workflowId)
            .bind("version", version)
            .map(
                row -> {
                  var text = required(row, "definition", String.class);
                  var compiled =
                      DefinitionCompiler.compile(
                          workspaceId,
                          workflowId,
                          version,
                          required(row, "name", String.class),
                          json.read(text, Definitions.TYPE),
                          types);
                  return new Sized(compiled, text.length());
                })
            .one());
  }

  @Override
  public Mono<List<Match>> matching(List<TriggerKey> keys) {
    return transactions.asWorker(
        db.sql(MATCHING)
            .bind("workspaces", keys.stream().map(TriggerKey::workspaceId).toArray(UUID[]::new))
            .bind("types", keys.stream().map(TriggerKey::type).toArray(String[]::new))
            .bind("forms", keys.stream().map(R2dbcPublishedRows::formOf).toArray(String[]::new))
            .map(
                row ->
                    new Match(
                        keys.get(required(row, "place", Long.class).intValue() - 1),
                        required(row, "workflow_id", UUID.class),
                        required(row, "version", Integer.class),
                        seconds(row.get("debounce_seconds", Integer.class))))
            .all()
            .collectList());
  }

  private static @Nullable Duration seconds(@Nullable Integer seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  @SuppressWarnings("NullAway") // an array's element may be null: SQL's null
  private static String formOf(TriggerKey key) {
    return key.formId() == null ? null : key.formId().toString();
  }
}
