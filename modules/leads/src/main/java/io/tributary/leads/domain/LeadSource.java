package io.tributary.leads.domain;

import java.util.Locale;

/// How a lead came about.
public enum LeadSource {
  FORM,
  API;

  /// As it is stored and announced.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static LeadSource of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
