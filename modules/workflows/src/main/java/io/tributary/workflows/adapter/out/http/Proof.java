package io.tributary.workflows.adapter.out.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a call proves itself with. Its text shows nothing.
///
/// @param headers to set
/// @param hidden what must not be seen in what the target answers
/// @param token the one that was fetched for it, which may have become worthless; null if none was
record Proof(Map<String, String> headers, List<String> hidden, @Nullable String token) {
  static final Proof NONE = new Proof(Map.of(), List.of(), null);
  private static final int MIN_HIDDEN = 6;
  private static final String MASK = "***";

  /// The text without our secrets, should a target repeat them.
  String mask(String text) {
    var masked = text;
    for (var secret : hidden) {
      // what is shorter is found by chance too often
      if (secret.length() >= MIN_HIDDEN) {
        masked = masked.replace(secret, MASK);
      }
    }
    return masked;
  }

  @Override
  public String toString() {
    return "Proof";
  }
}
