package io.tributary.forms.domain;

import java.util.Arrays;
import java.util.List;

/// Fields as a tenant would write them down.
final class Drafts {
  private Drafts() {}

  static FormDraft form(FieldDraft... fields) {
    return new FormDraft("Contact", null, Arrays.asList(fields));
  }

  static FieldDraft field(String key, FieldKind kind) {
    return text(key, kind, false, null, null, null);
  }

  static FieldDraft required(String key, FieldKind kind) {
    return text(key, kind, true, null, null, null);
  }

  static FieldDraft text(
      String key, FieldKind kind, boolean required, Integer min, Integer max, String pattern) {
    return new FieldDraft(
        key, kind.name(), key, null, null, required, min, max, null, null, pattern, null);
  }

  static FieldDraft range(String key, FieldKind kind, Object min, Object max) {
    return new FieldDraft(
        key, kind.name(), key, null, null, false, null, null, min, max, null, null);
  }

  static FieldDraft choice(String key, FieldKind kind, boolean required, String... values) {
    var options = Arrays.stream(values).map(v -> new FieldDraft.OptionDraft(v, "L " + v)).toList();
    return new FieldDraft(
        key,
        kind.name(),
        key,
        null,
        null,
        required,
        null,
        null,
        null,
        null,
        null,
        List.copyOf(options));
  }
}
