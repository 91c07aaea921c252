package io.tributary.kernel.conditions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/// Functions that could make much out of little, each with a bound that the library's do not have.
final class CelFunctions {
  static final List<CelFunctionBinding> BINDINGS =
      List.of(
          CelFunctionBinding.from("matches", String.class, String.class, CelFunctions::matches),
          CelFunctionBinding.from(
              "matches_string", String.class, String.class, CelFunctions::matches),
          CelFunctionBinding.from("list_join", List.class, list -> join(list, "")),
          CelFunctionBinding.from(
              "list_join_string", List.class, String.class, (list, between) -> join(list, between)),
          CelFunctionBinding.from(
              "string_replace_string_string",
              List.of(String.class, String.class, String.class),
              args -> replace((String) args[0], (String) args[1], (String) args[2], -1)),
          CelFunctionBinding.from(
              "string_replace_string_string_int",
              List.of(String.class, String.class, String.class, Long.class),
              args ->
                  replace((String) args[0], (String) args[1], (String) args[2], (Long) args[3])));

  private static final int MAX_PATTERN_CHARS = 500;
  private static final int MAX_PROGRAM = 1_000;

  private CelFunctions() {}

  /// @throws Refused if it is none, or one that is too large
  static Pattern pattern(String source) {
    // compiling unrolls repetitions: nested ones would fill the memory before their size is known
    if (source.length() > MAX_PATTERN_CHARS || PatternSize.estimate(source) > MAX_PROGRAM) {
      throw new Refused("uses a pattern that is too long or repeats too much");
    }
    try {
      return Pattern.compile(source);
    } catch (PatternSyntaxException broken) {
      throw new Refused("uses a pattern that is not one in RE2 syntax");
    }
  }

  /// Steps that a match takes at most, and for compiling the pattern about as much again.
  static long stepsOfMatch(String text, String pattern) {
    return PatternSize.estimate(pattern) * (text.length() + 10L);
  }

  private static boolean matches(String text, String pattern) {
    var compiled = pattern(pattern);
    if (stepsOfMatch(text, pattern) > Expressions.MAX_WORK) {
      throw new Refused("uses a pattern that is too large for the text");
    }
    return compiled.matcher(text).find();
  }

  private static String join(List<?> list, String between) {
    var made = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof String text)) {
        throw new Refused("joins a list that holds more than texts");
      }
      append(i == 0 ? "" : between, made);
      append(text, made);
    }
    return made.toString();
  }

  /// An empty text is found before every character and at the end.
  ///
  /// @param limit how many at most; negative for all
  private static String replace(String text, String search, String with, long limit) {
    var made = new StringBuilder();
    int copied = 0;
    int from = 0;
    for (long left = limit; left != 0 && from <= text.length(); left--) {
      var found = text.indexOf(search, from);
      if (found < 0) {
        break;
      }
      append(text.substring(copied, found), made);
      append(with, made);
      copied = found + search.length();
      from = search.isEmpty() ? after(text, found) : copied;
    }
    append(text.substring(copied), made);
    return made.toString();
  }

  private static int after(String text, int at) {
    return at < text.length() ? text.offsetByCodePoints(at, 1) : at + 1;
  }

  private static void append(String text, StringBuilder made) {
    if (made.length() + text.length() > Expressions.MAX_SIZE) {
      throw new Refused("makes a text that is too long");
    }
    made.append(text);
  }
}
