package io.tributary.leads.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.leads.domain.Lead;
import io.tributary.leads.domain.LeadSource;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads leads that are to be worked with.
@Component
final class LeadRows {
  static final String COLUMNS =
      """
      l.workspace_id, l.id, l.email, l.name, l.company, l.phone, l.stage, l.owner_id,
      l.fields::text AS fields, l.source, l.form_id, l.created_at, l.updated_at, l.version
      """;
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  /// Exact: a number is given out as it came in, however many digits it has.
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  Lead lead(Readable row) {
    return new Lead(
        required(row, "workspace_id", UUID.class),
        required(row, "id", UUID.class),
        row.get("email", String.class),
        row.get("name", String.class),
        row.get("company", String.class),
        row.get("phone", String.class),
        required(row, "stage", String.class),
        row.get("owner_id", UUID.class),
        values(row),
        LeadSource.of(required(row, "source", String.class)),
        row.get("form_id", UUID.class),
        required(row, "created_at", Instant.class),
        required(row, "updated_at", Instant.class),
        required(row, "version", Integer.class));
  }

  Map<String, Object> values(Readable row) {
    return EXACT.readValue(required(row, "fields", String.class), VALUES);
  }
}
