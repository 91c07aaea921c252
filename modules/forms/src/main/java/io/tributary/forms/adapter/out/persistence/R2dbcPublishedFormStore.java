package io.tributary.forms.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.forms.application.port.out.PublishedFormStore;
import io.tributary.forms.domain.FormDefinition;
import io.tributary.forms.domain.FormDraft;
import io.tributary.forms.domain.FormKey;
import io.tributary.forms.domain.PublishedForm;
import io.tributary.forms.domain.ResponseRules;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcPublishedFormStore implements PublishedFormStore {
  private final DatabaseClient db;
  private final StoredJson json;

  R2dbcPublishedFormStore(DatabaseClient db, StoredJson json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<PublishedForm> find(FormKey key) {
    return db.sql(
            """
            SELECT v.workspace_id, v.form_id, v.version, v.title, v.description, v.fields::text AS fields
            FROM forms.form_address a
            JOIN forms.form f ON f.workspace_id = a.workspace_id AND f.id = a.form_id
            JOIN forms.form_version v
              ON v.workspace_id = f.workspace_id AND v.form_id = f.id AND v.version = f.published_version
            WHERE a.form_key = :key AND f.status = 'PUBLISHED'
            """)
        .bind("key", key.value())
        .map(row -> publishedForm(key, row))
        .one();
  }

  private PublishedForm publishedForm(FormKey key, Readable row) {
    var fields = required(row, "fields", String.class);
    var definition =
        FormDefinition.of(
            new FormDraft(
                required(row, "title", String.class),
                row.get("description", String.class),
                json.fields(fields)));
    return new PublishedForm(
        required(row, "workspace_id", UUID.class),
        required(row, "form_id", UUID.class),
        key,
        required(row, "version", Integer.class),
        definition,
        new ResponseRules(definition),
        fields.length());
  }
}
