package io.tributary.workflows.application.engine;

import io.tributary.kernel.json.JsonText;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes JSON that the database takes: it knows no character zero in texts, so that is left out.
@Component
final class ExecutionJson {
  private static final String ZERO = "\\u0000";
  private static final Pattern ESCAPED_ZERO = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private final JsonText json;

  ExecutionJson(JsonText json) {
    this.json = json;
  }

  /// Whether a text in `value` comes back from the database as another one.
  static boolean changes(@Nullable Object value) {
    return switch (value) {
      case String text -> text.indexOf(0) >= 0;
      case Map<?, ?> map -> changes(map.keySet()) || changes(map.values());
      case Collection<?> items -> items.stream().anyMatch(ExecutionJson::changes);
      case null, default -> false;
    };
  }

  String write(Object value) {
    var text = json.write(value);
    return text.contains(ZERO) ? ESCAPED_ZERO.matcher(text).replaceAll("$1") : text;
  }
}
