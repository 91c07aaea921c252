package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Waits for a time: the sum of `days`, `hours`, `minutes` and `seconds`, or an ISO 8601
/// `duration`.
@Component
final class Delay implements NodeType {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final String ISO = "duration";
  private static final int ISO_CHARS = 64;
  private static final double MILLIS = 1_000;
  private static final Map<String, Integer> UNITS = units();

  private static Map<String, Integer> units() {
    var units = new LinkedHashMap<String, Integer>();
    units.put("days", 86_400);
    units.put("hours", 3_600);
    units.put("minutes", 60);
    units.put("seconds", 1);
    return units;
  }

  @Override
  public String name() {
    return "CONTROL_DELAY";
  }

  @Override
  public Map<String, Object> configSchema() {
    var properties = new LinkedHashMap<String, Object>();
    UNITS.forEach(
        (unit, seconds) ->
            properties.put(unit, Schemas.number(0, (int) (LONGEST.toSeconds() / seconds))));
    properties.put(
        ISO, Schemas.described(Schemas.text(ISO_CHARS), "ISO 8601, such as PT90M or P2DT12H"));
    return Schemas.config(List.of(), properties);
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    var known = new java.util.HashSet<>(UNITS.keySet());
    known.add(ISO);
    var check = new ConfigCheck(config, at).only(Set.copyOf(known));
    UNITS.forEach((unit, seconds) -> check.number(unit, 0, LONGEST.toSeconds() / seconds, false));
    check.text(ISO, false, ISO_CHARS);
    var delay = of(config);
    if (delay == null) {
      at.at(ISO).add("not-a-duration", "must be an ISO 8601 duration, such as PT90M");
    } else {
      at.require(delay.isPositive(), "required", "must say how long to wait");
      at.require(delay.compareTo(LONGEST) <= 0, "out-of-range", "must be at most a year");
    }
  }

  /// Null if it cannot be read.
  private static @Nullable Duration of(Map<String, Object> config) {
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

  @Override
  public Step run(Visit visit) {
    var delay = of(visit.config());
    return delay == null ? new Step.Done(Map.of()) : new Step.Wait(delay);
  }

  @Override
  public Step resume(Visit visit) {
    return new Step.Done(Map.of());
  }
}
