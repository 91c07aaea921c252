package io.tributary.workflows.application.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// How much of one step and one log line is kept. What is cut says so.
final class Caps {
  static final int MAX_BYTES = 64 * 1024;
  static final int PREVIEW_CHARS = 2_000;
  static final int MESSAGE_CHARS = 2_000;
  private static final String CUT = " … (truncated)";
  private static final int MAX_BYTES_PER_CHAR = 3;

  private Caps() {}

  /// `text` itself, or `{"truncated": true, "bytes": …, "preview": …}` if it has more than 64 KiB.
  /// The preview is the beginning of `text`, which by itself is no JSON any more.
  static @Nullable String payload(@Nullable String text, ExecutionJson json) {
    if (text == null || text.length() <= MAX_BYTES / MAX_BYTES_PER_CHAR) {
      return text;
    }
    var bytes = text.getBytes(UTF_8).length;
    if (bytes <= MAX_BYTES) {
      return text;
    }
    var marked = new LinkedHashMap<String, Object>();
    marked.put("truncated", true);
    marked.put("bytes", bytes);
    marked.put("preview", beginning(text, PREVIEW_CHARS));
    return json.write(marked);
  }

  /// At most 2,000 characters and the mark that there were more.
  static String message(String text) {
    return text.length() <= MESSAGE_CHARS ? text : beginning(text, MESSAGE_CHARS) + CUT;
  }

  /// Never half of a surrogate pair.
  private static String beginning(String text, int chars) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars);
  }
}
