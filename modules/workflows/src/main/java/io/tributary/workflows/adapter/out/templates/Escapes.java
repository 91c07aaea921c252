package io.tributary.workflows.adapter.out.templates;

import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import java.nio.charset.StandardCharsets;

/// Makes values harmless for where they land.
final class Escapes {
  private static final String UNRESERVED = "-._~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Escapes() {}

  static String escape(String text, Escape escape) {
    return switch (escape) {
      case NONE -> text;
      case HTML -> html(text);
      case HEADER -> header(text);
      case URL -> url(text);
    };
  }

  private static String html(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      switch (character) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        // ends an attribute in some old readers of mail
        case '`' -> out.append("&#96;");
        default -> out.append(character);
      }
    }
    return out.toString();
  }

  /// Control characters and the separators of lines and paragraphs become blanks.
  static String header(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> out.appendCodePoint(breaksLines(point) ? ' ' : point));
    return out.toString();
  }

  private static boolean breaksLines(int point) {
    return Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
  }

  private static String url(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      var character = (char) (octet & 0xFF);
      if (character < 0x80
          && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0)) {
        out.append(character);
      } else {
        out.append('%').append(HEX[octet >> 4 & 0xF]).append(HEX[octet & 0xF]);
      }
    }
    return out.toString();
  }
}
