package io.tributary.workflows.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows.Current;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcCurrentRows implements CurrentRows {
  private final DatabaseClient db;
  private final Transactions transactions;

  R2dbcCurrentRows(DatabaseClient db, Transactions transactions) {
    this.db = db;
    this.transactions = transactions;
  }

  @Override
  public Mono<Current> current(UUID workspaceId, UUID workflowId) {
    return transactions.asWorker(
        db.sql(
                """
                SELECT status, published_version FROM workflows.workflow
                WHERE workspace_id = :workspace AND id = :workflow
                """)
            .bind("workspace", workspaceId)
            .bind("workflow", workflowId)
            .map(
                row ->
                    new Current(
                        required(row, "status", String.class),
                        row.get("published_version", Integer.class)))
            .one());
  }
}
