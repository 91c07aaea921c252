package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.TemplateRenderer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects every fault of a `config`.
final class ConfigCheck {
  private final Map<String, Object> config;
  private final Faults at;

  ConfigCheck(Map<String, Object> config, Faults at) {
    this.config = config;
    this.at = at;
  }

  ConfigCheck only(Set<String> known) {
    for (var key : config.keySet()) {
      if (!known.contains(key)) {
        at.at(key).add("unknown-property", "is not known here");
      }
    }
    return this;
  }

  /// The value as a text; null, and a fault if it must be there, if it is not a text.
  @Nullable String text(String key, boolean required, int maxChars) {
    var value = config.get(key);
    var here = at.at(key);
    if (value == null) {
      here.require(!required, "required", "is required");
      return null;
    }
    if (!(value instanceof String text)) {
      here.add("wrong-type", "must be a text");
      return null;
    }
    here.require(!required || !text.isBlank(), "required", "must not be blank");
    here.require(
        text.length() <= maxChars, "too-long", "must have at most " + maxChars + " characters");
    return text;
  }

  void template(TemplateRenderer templates, String key, boolean required, int maxChars) {
    var text = text(key, required, maxChars);
    if (text != null) {
      templates.check(text, at.at(key));
    }
  }

  void oneOf(String key, List<String> values) {
    var value = config.get(key);
    at.at(key)
        .require(
            value == null || values.contains(value), "not-an-option", "must be one of " + values);
  }

  void number(String key, double minimum, double maximum, boolean whole) {
    numberIn(config, at, key, minimum, maximum, whole);
  }

  static void numberIn(
      Map<?, ?> config, Faults at, String key, double minimum, double maximum, boolean whole) {
    var value = config.get(key);
    if (value != null) {
      numberIn(value, at.at(key), minimum, maximum, whole);
    }
  }

  static void numberIn(
      @Nullable Object value, Faults at, double minimum, double maximum, boolean whole) {
    var fits =
        value instanceof Number number
            && number.doubleValue() >= minimum
            && number.doubleValue() <= maximum
            && (!whole || number.doubleValue() == Math.rint(number.doubleValue()));
    at.require(
        fits,
        "out-of-range",
        "must be a%s number from %s to %s"
            .formatted(whole ? " whole" : "", plain(minimum), plain(maximum)));
  }

  private static String plain(double bound) {
    return Long.toString((long) bound);
  }
}
