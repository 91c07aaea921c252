package io.tributary.leads.domain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a lead field holds. The names are those on the wire.
public enum FieldType {
  /// up to 1,000 characters
  TEXT,
  /// up to 20,000 characters; kept with the lead only, since nobody filters by it
  LONG_TEXT,
  /// a normalised address
  EMAIL,
  /// up to 50 characters
  PHONE,
  /// a finite number below 10^30 in size
  NUMBER,
  /// one of the field's options
  CHOICE,
  /// any of the field's options, each once
  MULTI_CHOICE,
  /// true or false
  CHECKBOX,
  /// a day of the years 1 to 9999, `2026-11-21`
  DATE;

  /// Null if there is no such type.
  public static @Nullable FieldType named(String name) {
    return Arrays.stream(values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /// The type of the lead field that a form's field of type `name` becomes. What a visitor does not
  /// see (`HIDDEN`) is text; so is what this version does not know.
  public static FieldType ofFormField(String name) {
    var same = named(name);
    return same == null ? TEXT : same;
  }

  public boolean hasOptions() {
    return this == CHOICE || this == MULTI_CHOICE;
  }
}
