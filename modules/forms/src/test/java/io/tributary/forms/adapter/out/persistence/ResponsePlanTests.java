package io.tributary.forms.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/// How the database answers the list of a form's responses.
@ModuleTest
class ResponsePlanTests {
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;

  @Test
  void the_newest_responses_come_from_the_index_in_order() {
    var workspace = ids.next();
    var form = ids.next();
    seed(workspace, form);

    assertThat(plan(workspace, form)).contains("Index Scan").doesNotContain("Seq Scan", "Sort  (");
  }

  /// Of the very statement that the list runs.
  private String plan(UUID workspace, UUID form) {
    return transactions
        .inWorkspace(
            new WorkspaceId(workspace),
            db.sql("EXPLAIN " + R2dbcResponseStore.NEWEST)
                .bind("workspace", workspace)
                .bind("form", form)
                .bind("from", IdWindow.floor(Instant.EPOCH))
                .bind("to", IdWindow.floor(Instant.parse("9999-01-01T00:00:00Z")))
                .bind("rows", 51)
                .mapValue(String.class)
                .all()
                .collectList())
        .map(lines -> String.join("\n", lines))
        .block();
  }

  /// Two weeks of responses, a tenth of them of the form.
  private void seed(UUID workspace, UUID form) {
    transactions
        .asWorker(
            db.sql(
                    """
                    INSERT INTO forms.response
                      (workspace_id, id, form_id, form_version, data, hidden, metadata, submitted_at)
                    SELECT :workspace, overlay(kernel.uuid_v7_floor(now() - n * interval '1 minute')::text
                                               placing lpad(to_hex(n), 12, '0') from 25)::uuid,
                           CASE WHEN n % 10 = 0 THEN :form ELSE gen_random_uuid() END,
                           1, '{"email": "a@example.org"}', '{}', '{}', now()
                    FROM generate_series(1, 20000) AS n
                    """)
                .bind("workspace", workspace)
                .bind("form", form)
                .then())
        .block();
  }
}
