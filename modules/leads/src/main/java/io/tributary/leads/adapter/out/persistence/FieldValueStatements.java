package io.tributary.leads.adapter.out.persistence;

import io.tributary.leads.application.port.out.LeadStore.FieldValues;
import io.tributary.leads.domain.TypedValue;
import java.util.ArrayList;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Writes typed values, under the lock of their leads.
@Component
final class FieldValueStatements {
  private final DatabaseClient db;

  FieldValueStatements(DatabaseClient db) {
    this.db = db;
  }

  private record Row(FieldValues of, int ordinal, TypedValue value) {}

  Mono<Void> replace(List<FieldValues> values) {
    return values.isEmpty() ? Mono.empty() : delete(values).then(add(values));
  }

  Mono<Void> add(List<FieldValues> values) {
    var rows = new ArrayList<Row>();
    for (var one : values) {
      for (int i = 0; i < one.values().size(); i++) {
        rows.add(new Row(one, i, one.values().get(i)));
      }
    }
    return rows.isEmpty() ? Mono.empty() : insert(rows);
  }

  private Mono<Void> delete(List<FieldValues> values) {
    return db.sql(
            """
            DELETE FROM leads.lead_field_value v
            USING unnest(:workspaces, :leads, :fields) AS old (workspace_id, lead_id, field_id)
            WHERE v.workspace_id = old.workspace_id AND v.lead_id = old.lead_id
              AND v.field_id = old.field_id
            """)
        .bind("workspaces", Columns.uuids(values, FieldValues::workspaceId))
        .bind("leads", Columns.uuids(values, FieldValues::leadId))
        .bind("fields", Columns.uuids(values, FieldValues::fieldId))
        .then();
  }

  private Mono<Void> insert(List<Row> rows) {
    return db.sql(
            """
            INSERT INTO leads.lead_field_value
              (workspace_id, lead_id, field_id, ordinal, text, number, time)
            SELECT workspace_id, lead_id, field_id, ordinal, text, number::numeric, time::timestamptz
            FROM unnest(:workspaces, :leads, :fields, :ordinals, :texts, :numbers, :times)
              AS n (workspace_id, lead_id, field_id, ordinal, text, number, time)
            """)
        .bind("workspaces", Columns.uuids(rows, row -> row.of().workspaceId()))
        .bind("leads", Columns.uuids(rows, row -> row.of().leadId()))
        .bind("fields", Columns.uuids(rows, row -> row.of().fieldId()))
        .bind("ordinals", Columns.integers(rows, Row::ordinal))
        .bind("texts", Columns.texts(rows, row -> row.value().text()))
        .bind("numbers", Columns.texts(rows, row -> row.value().number()))
        .bind("times", Columns.texts(rows, row -> row.value().time()))
        .then();
  }
}
