package io.tributary.workflows.application.engine;

import io.tributary.kernel.json.JsonText;
import java.util.regex.Pattern;
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

  String write(Object value) {
    var text = json.write(value);
    return text.contains(ZERO) ? ESCAPED_ZERO.matcher(text).replaceAll("$1") : text;
  }
}
