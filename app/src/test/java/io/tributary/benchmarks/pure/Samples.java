package io.tributary.benchmarks.pure;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the main path computes with.
final class Samples {
  static final String SUBMISSION_JSON =
      """
      {"name": "Ada Lovelace", "email": "ada@example.com", "company": "Analytical Engines", "budget": 12500,
       "message": "We would like to see the engine at work, and hear what it costs."}
      """;

  private Samples() {}

  static Map<String, @Nullable Object> submission() {
    return Map.of(
        "name", "Ada Lovelace",
        "email", "ada@example.com",
        "company", "Analytical Engines",
        "budget", new BigDecimal(12_500),
        "message", "We would like to see the engine at work, and hear what it costs.");
  }

  /// As conditions and templates see them.
  static Map<String, Object> values() {
    return Map.of(
        "response", Map.of("id", "01a1fe35-57eb-7069-a8ca-b85a70360f67", "data", submission()),
        "lead", Map.of("name", "Ada Lovelace", "email", "ada@example.com", "stage", "new"),
        "variables", Map.of());
  }
}
