package io.tributary.forms.domain;

import java.util.Arrays;
import java.util.Optional;

/// The types of fields as they are named on the wire.
public enum FieldKind {
  TEXT(2_000),
  LONG_TEXT(20_000),
  EMAIL(254),
  PHONE(32),
  NUMBER(0),
  CHOICE(0),
  MULTI_CHOICE(0),
  CHECKBOX(0),
  DATE(0),
  HIDDEN(2_000);

  private final int maxChars;

  FieldKind(int maxChars) {
    this.maxChars = maxChars;
  }

  public static Optional<FieldKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
  }

  /// The longest text that any field of this kind takes, in code points; 0 if it takes no text.
  public int maxChars() {
    return maxChars;
  }

  public boolean isText() {
    return maxChars > 0;
  }

  public boolean isChoice() {
    return this == CHOICE || this == MULTI_CHOICE;
  }

  public boolean isRange() {
    return this == NUMBER || this == DATE;
  }
}
