package io.tributary.forms.domain;

import org.jspecify.annotations.Nullable;

/// @param minLength in code points; null for none
/// @param maxLength in code points; null for the kind's own limit
/// @param pattern what the whole text must match; null for anything
public record TextRules(
    @Nullable Integer minLength, @Nullable Integer maxLength, @Nullable TextPattern pattern) {
  public static final TextRules NONE = new TextRules(null, null, null);

  int longest(FieldKind kind) {
    return maxLength == null ? kind.maxChars() : maxLength;
  }
}
