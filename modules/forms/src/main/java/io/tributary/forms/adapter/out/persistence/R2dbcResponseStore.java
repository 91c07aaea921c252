package io.tributary.forms.adapter.out.persistence;

import io.tributary.forms.application.port.in.ReadResponses.ResponseView;
import io.tributary.forms.application.port.out.ResponseStore;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcResponseStore implements ResponseStore {
  static final String NEWEST =
      """
      SELECT id, form_id, form_version, data::text AS data, hidden::text AS hidden,
             metadata::text AS metadata, submitted_at
      FROM forms.response
      WHERE workspace_id = :workspace AND form_id = :form AND id >= :from AND id < :to
      ORDER BY id DESC LIMIT :rows
      """;

  private final DatabaseClient db;

  R2dbcResponseStore(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<List<ResponseView>> newest(
      WorkspaceId workspace, UUID formId, IdWindow window, int rows) {
    return db.sql(NEWEST)
        .bind("workspace", workspace.value())
        .bind("form", formId)
        .bind("from", window.from())
        .bind("to", window.to())
        .bind("rows", rows)
        .mapProperties(ResponseView.class)
        .all()
        .collectList();
  }

  @Override
  public Mono<ResponseView> find(WorkspaceId workspace, UUID formId, UUID responseId) {
    return db.sql(
            """
            SELECT id, form_id, form_version, data::text AS data, hidden::text AS hidden,
                   metadata::text AS metadata, submitted_at
            FROM forms.response
            WHERE workspace_id = :workspace AND id = :id AND form_id = :form
            """)
        .bind("workspace", workspace.value())
        .bind("id", responseId)
        .bind("form", formId)
        .mapProperties(ResponseView.class)
        .one();
  }
}
