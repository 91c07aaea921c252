package io.tributary.kernel.conditions;

import io.tributary.kernel.problems.Faults;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a value stands: `lead.budget`, `response.data.interests.0`. A segment is a map's key or a
/// list's index.
record FieldPath(List<String> segments) {
  private static final int MAX_CHARS = 300;
  private static final int MAX_SEGMENTS = 20;
  private static final int MAX_INDEX_DIGITS = 6;

  /// @return null if it is none, with the fault at `at`
  static @Nullable FieldPath parse(@Nullable Object source, Faults at) {
    if (source == null) {
      at.add("required", "must name a field, such as lead.budget");
      return null;
    }
    if (!(source instanceof String text)) {
      at.add("wrong-type", "must be a text");
      return null;
    }
    var segments = List.of(text.split("\\.", -1));
    var fits = text.length() <= MAX_CHARS && segments.size() <= MAX_SEGMENTS;
    if (!fits || segments.stream().anyMatch(String::isBlank)) {
      at.add("not-a-path", "must be names joined by dots, such as lead.budget");
      return null;
    }
    return new FieldPath(segments);
  }

  /// @return null if nothing stands there
  @Nullable Object in(Map<String, ?> values) {
    Object current = values;
    for (var segment : segments) {
      current = step(current, segment);
      if (current == null) {
        return null;
      }
    }
    return current;
  }

  private static @Nullable Object step(Object current, String segment) {
    return switch (current) {
      case Map<?, ?> map -> map.get(segment);
      case List<?> list -> {
        var index = indexOf(segment);
        yield index >= 0 && index < list.size() ? list.get(index) : null;
      }
      default -> null;
    };
  }

  private static int indexOf(String segment) {
    if (segment.length() > MAX_INDEX_DIGITS) {
      return -1;
    }
    for (int i = 0; i < segment.length(); i++) {
      if (segment.charAt(i) < '0' || segment.charAt(i) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(segment);
  }
}
