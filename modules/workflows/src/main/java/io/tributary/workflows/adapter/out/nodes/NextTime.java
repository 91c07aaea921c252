package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.WeeklyTime;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The `next` of a delay: `{"weekdays": ["MONDAY"], "time": "09:00"}`.
final class NextTime {
  private static final String WEEKDAYS = "weekdays";
  private static final String TIME = "time";
  private static final Set<String> KNOWN = Set.of(WEEKDAYS, TIME);
  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).toList();
  private static final Pattern TIME_SHAPE =
      Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?");

  static final Map<String, Object> SCHEMA =
      Schemas.described(
          Schemas.object(
              List.of(TIME),
              Map.of(
                  WEEKDAYS,
                  Map.of(
                      "type",
                      "array",
                      "items",
                      Schemas.oneOf(DAYS),
                      "minItems",
                      1,
                      "uniqueItems",
                      true),
                  TIME,
                  Map.of("type", "string", "pattern", "^" + TIME_SHAPE.pattern() + "$"))),
          "The next such time of day in the workspace's time zone, on any day without weekdays;"
              + " with a length of time beside it the first one after that.");

  private NextTime() {}

  static void check(@Nullable Object next, Faults at) {
    if (!(next instanceof Map<?, ?> map)) {
      at.add("wrong-type", "must be an object such as {\"time\": \"09:00\"}");
      return;
    }
    for (var key : map.keySet()) {
      if (!KNOWN.contains(key)) {
        at.at(String.valueOf(key)).add("unknown-property", "is not known here");
      }
    }
    var time = map.get(TIME);
    if (time == null) {
      at.at(TIME).add("required", "is required");
    } else {
      at.at(TIME)
          .require(
              time instanceof String text && TIME_SHAPE.matcher(text).matches(),
              "not-a-time",
              "must be a time of day such as 09:00");
    }
    if (map.containsKey(WEEKDAYS)) {
      checkDays(map.get(WEEKDAYS), at.at(WEEKDAYS));
    }
  }

  private static void checkDays(@Nullable Object weekdays, Faults at) {
    if (!(weekdays instanceof List<?> days) || days.isEmpty()) {
      at.add("wrong-type", "must be a list of at least one of " + DAYS);
      return;
    }
    for (int i = 0; i < days.size(); i++) {
      var here = at.at(i);
      if (here.require(DAYS.contains(days.get(i)), "not-an-option", "must be one of " + DAYS)) {
        here.require(days.indexOf(days.get(i)) == i, "duplicate", "is named twice");
      }
    }
  }

  /// Of what was checked.
  static WeeklyTime of(Map<?, ?> next) {
    var days =
        next.get(WEEKDAYS) instanceof List<?> named
            ? named.stream().map(day -> DayOfWeek.valueOf(String.valueOf(day))).toList()
            : List.copyOf(EnumSet.allOf(DayOfWeek.class));
    return new WeeklyTime(Set.copyOf(days), LocalTime.parse(String.valueOf(next.get(TIME))));
  }
}
