package io.tributary.workflows.adapter.out.nodes;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds values inside of JSON by names with dots between, and by the numbers of items.
final class Paths {
  static final int MAX_CHARS = 500;
  static final Pattern SHAPE = Pattern.compile("[^.\\s]+(?:\\.[^.\\s]+)*");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  private Paths() {}

  /// Null if there is nothing.
  static @Nullable Object find(String path, @Nullable Object json) {
    var at = json;
    for (var part : path.split("\\.")) {
      at =
          switch (at) {
            case Map<?, ?> map -> map.get(part);
            case List<?> list -> NUMBER.matcher(part).matches() ? item(list, part) : null;
            case null, default -> null;
          };
    }
    return at;
  }

  private static @Nullable Object item(List<?> list, String number) {
    var index = Integer.parseInt(number);
    return index < list.size() ? list.get(index) : null;
  }
}
