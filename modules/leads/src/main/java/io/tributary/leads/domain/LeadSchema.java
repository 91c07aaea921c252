package io.tributary.leads.domain;

import io.tributary.leads.domain.FieldReading.Fits;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What leads of one workspace look like.
public final class LeadSchema {
  private final Map<String, LeadField> fields = new LinkedHashMap<>();
  private final Pipeline pipeline;

  public LeadSchema(Collection<LeadField> fields, Pipeline pipeline) {
    fields.forEach(field -> this.fields.put(field.key().value(), field));
    this.pipeline = pipeline;
  }

  public static LeadSchema empty() {
    return new LeadSchema(List.of(), Pipeline.DEFAULT);
  }

  /// This one with `more` fields, or newer states of its own.
  public LeadSchema with(Collection<LeadField> more) {
    var all = new LinkedHashMap<>(fields);
    more.forEach(field -> all.put(field.key().value(), field));
    return new LeadSchema(all.values(), pipeline);
  }

  public Collection<LeadField> fields() {
    return fields.values();
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  public @Nullable LeadField field(String key) {
    return fields.get(key);
  }

  /// The values as a lead keeps them: what does not fit its field, since the form was made for
  /// another type, stays as text; what has no field stays as it is.
  public Map<String, Object> kept(Map<String, Object> values) {
    var kept = new LinkedHashMap<String, Object>();
    values.forEach((key, value) -> kept.put(key, kept(key, value)));
    return kept;
  }

  private Object kept(String key, Object value) {
    var field = fields.get(key);
    if (field == null) {
      return value;
    }
    return field.read(value) instanceof Fits(var fitting) ? fitting : PlainText.of(value);
  }
}
