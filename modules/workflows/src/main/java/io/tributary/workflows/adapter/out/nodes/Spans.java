package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lengths of time in a `config`: the sum of `days`, `hours`, `minutes` and `seconds`, and of an
/// ISO 8601 `duration`.
final class Spans {
  static final Duration LONGEST = Duration.ofDays(366);
  static final Set<String> KEYS;
  private static final String ISO = "duration";
  private static final int ISO_CHARS = 64;
  private static final double MILLIS = 1_000;
  private static final Map<String, Integer> UNITS = units();

  static {
    var keys = new HashSet<>(UNITS.keySet());
    keys.add(ISO);
    KEYS = Set.copyOf(keys);
  }

  private Spans() {}

  private static Map<String, Integer> units() {
    var units = new LinkedHashMap<String, Integer>();
    units.put("days", 86_400);
    units.put("hours", 3_600);
    units.put("minutes", 60);
    units.put("seconds", 1);
    return units;
  }

  /// By key, as JSON Schema has them.
  static Map<String, Object> properties() {
    var properties = new LinkedHashMap<String, Object>();
    UNITS.forEach(
        (unit, seconds) ->
            properties.put(unit, Schemas.number(0, (int) (LONGEST.toSeconds() / seconds))));
    properties.put(
        ISO, Schemas.described(Schemas.text(ISO_CHARS), "ISO 8601, such as PT90M or P2DT12H"));
    return properties;
  }

  /// Whether anything of it is there.
  static boolean in(Map<String, Object> config) {
    return KEYS.stream().anyMatch(config::containsKey);
  }

  /// Adds every fault.
  ///
  /// @param zero whether it may be of no length
  static void check(Map<String, Object> config, Faults at, boolean zero) {
    var check = new ConfigCheck(config, at);
    UNITS.forEach((unit, seconds) -> check.number(unit, 0, LONGEST.toSeconds() / seconds, false));
    check.text(ISO, false, ISO_CHARS);
    var span = of(config);
    if (span == null) {
      at.at(ISO).add("not-a-duration", "must be an ISO 8601 duration, such as PT90M");
    } else {
      at.require(zero || !span.isZero(), "required", "must say how long to wait");
      at.require(!span.isNegative(), "out-of-range", "must not be negative");
      at.require(span.compareTo(LONGEST) <= 0, "out-of-range", "must be at most a year");
    }
  }

  /// Null if it cannot be read; zero if nothing of it is there.
  static @Nullable Duration of(Map<String, Object> config) {
    try {
      var total =
          config.get(ISO) instanceof String iso ? Duration.parse(iso.strip()) : Duration.ZERO;
      for (var unit : UNITS.entrySet()) {
        if (config.get(unit.getKey()) instanceof Number number) {
          total = total.plusMillis(Math.round(number.doubleValue() * unit.getValue() * MILLIS));
        }
      }
      return total;
    } catch (DateTimeException | ArithmeticException unreadable) {
      return null;
    }
  }
}
