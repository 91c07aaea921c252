package io.tributary.leads.domain;

import java.util.LinkedHashMap;
import java.util.Map;

/// What somebody wants of a lead, unchecked; null values clear.
///
/// @param own by the lead's own properties
/// @param fields by custom field key
public record LeadChanges(Map<String, Object> own, Map<String, Object> fields) {
  private static final String PREFIX = "fields.";

  /// From `email`, `name`, …, `fields.<key>`.
  public static LeadChanges ofDotted(Map<String, Object> changes) {
    var own = new LinkedHashMap<String, Object>();
    var fields = new LinkedHashMap<String, Object>();
    changes.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            fields.put(key.substring(PREFIX.length()), value);
          } else {
            own.put(key, value);
          }
        });
    return new LeadChanges(own, fields);
  }

  /// From a JSON object in which `fields` is an object of its own. One that is something else is
  /// left among `own`, where it is refused.
  public static LeadChanges ofBody(Map<String, Object> body) {
    var own = new LinkedHashMap<>(body);
    var fields = new LinkedHashMap<String, Object>();
    if (body.get("fields") instanceof Map<?, ?> given) {
      own.remove("fields");
      given.forEach((key, value) -> fields.put(String.valueOf(key), value));
    }
    return new LeadChanges(own, fields);
  }
}
