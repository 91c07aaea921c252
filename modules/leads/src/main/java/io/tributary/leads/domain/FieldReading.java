package io.tributary.leads.domain;

/// What a field makes of a value.
public sealed interface FieldReading {

  /// @param value as it is stored
  record Fits(Object value) implements FieldReading {}

  record Misfit(String code, String message) implements FieldReading {}
}
