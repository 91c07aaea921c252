package io.tributary.leads.adapter.out.persistence;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.sql.ColumnsInOrder;
import io.tributary.leads.application.port.in.ReadLeads.StoredLead;
import java.time.Instant;
import java.util.UUID;

/// Reads leads that are shown as they are stored.
final class StoredLeadRows {
  /// In the order in which they are read.
  static final String COLUMNS =
      """
      l.id, l.email, l.name, l.company, l.phone, l.stage, l.owner_id, l.fields::text AS fields,
      l.source, l.form_id, l.created_at, l.updated_at, l.version
      """;

  private StoredLeadRows() {}

  static StoredLead lead(Readable row) {
    var columns = new ColumnsInOrder(row);
    return new StoredLead(
        columns.required(UUID.class),
        columns.next(String.class),
        columns.next(String.class),
        columns.next(String.class),
        columns.next(String.class),
        columns.required(String.class),
        columns.next(UUID.class),
        columns.required(String.class),
        columns.required(String.class),
        columns.next(UUID.class),
        columns.required(Instant.class),
        columns.required(Instant.class),
        columns.required(Integer.class));
  }
}
