package io.tributary.kernel.conditions;

import java.util.ArrayDeque;

/// Estimates how many instructions an RE2 pattern compiles to, without compiling it: every literal
/// and class counts one, and a repetition multiplies what it repeats. Never far below the truth.
///
/// Matching takes at most this times the text's length in steps. Compiling unrolls repetitions, so
/// a pattern of a stranger is estimated first.
public final class PatternSize {
  private static final long CEILING = 1L << 40;
  private static final int MAX_COUNT_DIGITS = 4;

  private final String source;
  private final ArrayDeque<Long> enclosing = new ArrayDeque<>();
  private int at;
  private long total;
  private long last;

  private PatternSize(String source) {
    this.source = source;
  }

  public static long estimate(String source) {
    var size = new PatternSize(source);
    while (size.at < source.length()) {
      size.step();
    }
    size.enclosing.forEach(outer -> size.total += outer);
    return size.total;
  }

  private void step() {
    switch (source.charAt(at)) {
      case '(' -> open();
      case ')' -> close();
      case '[' -> skipClass();
      case '\\' -> escape();
      case '{' -> repeat();
      default -> atom(1);
    }
  }

  private void atom(int chars) {
    at += chars;
    last = 1;
    add(1);
  }

  private void open() {
    at++;
    enclosing.push(total);
    total = 2;
    last = 0;
  }

  private void close() {
    at++;
    last = total;
    if (!enclosing.isEmpty()) {
      total = 0;
      add(enclosing.pop() + last);
    }
  }

  private void escape() {
    var quoted = source.startsWith("\\Q", at);
    var end = quoted ? source.indexOf("\\E", at) : -1;
    if (!quoted) {
      atom(escapeLength());
      return;
    }
    var until = end < 0 ? source.length() : end;
    add(until - at);
    last = 1;
    at = end < 0 ? until : end + 2;
  }

  /// Two, but for `\p{Greek}` and `\x{10FFFF}`.
  private int escapeLength() {
    var named =
        at + 2 < source.length()
            && "pPx".indexOf(source.charAt(at + 1)) >= 0
            && source.charAt(at + 2) == '{';
    var end = named ? source.indexOf('}', at) : -1;
    return end < 0 ? 2 : end + 1 - at;
  }

  private void skipClass() {
    var i = at + 1;
    if (i < source.length() && source.charAt(i) == '^') {
      i++;
    }
    // a closing bracket that comes first is a literal
    if (i < source.length() && source.charAt(i) == ']') {
      i++;
    }
    while (i < source.length() && source.charAt(i) != ']') {
      i = afterClassItem(i);
    }
    atom(Math.min(i + 1, source.length()) - at);
  }

  private int afterClassItem(int i) {
    if (source.charAt(i) == '\\') {
      return i + 2;
    }
    if (source.startsWith("[:", i)) {
      var end = source.indexOf(":]", i + 2);
      return end < 0 ? i + 1 : end + 2;
    }
    return i + 1;
  }

  private void repeat() {
    var end = source.indexOf('}', at);
    var counts = end < 0 ? new String[0] : source.substring(at + 1, end).split(",", -1);
    if (counts.length < 1 || counts.length > 2 || !isCount(counts[0])) {
      atom(1);
      return;
    }
    long times = counts[0].isEmpty() ? 0 : Long.parseLong(counts[0]);
    if (counts.length == 2) {
      times = isCount(counts[1]) && !counts[1].isEmpty() ? Long.parseLong(counts[1]) : times + 1;
    }
    at = end + 1;
    // an optional copy costs an instruction of its own
    var repeated = Math.min(CEILING, last * 2 * times);
    add(repeated);
    last = Math.min(CEILING, last + repeated);
  }

  private static boolean isCount(String text) {
    return text.length() <= MAX_COUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void add(long more) {
    total = Math.min(CEILING, total + more);
  }
}
