package io.tributary.forms.domain;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tributary.kernel.conditions.PatternSize;
import io.tributary.kernel.problems.Faults;
import org.jspecify.annotations.Nullable;

/// A regular expression in RE2 syntax that a whole text must match, in linear time.
///
/// Linear in the text, that is; the factor is the size of the compiled program. So both are bounded
/// together: a tenant's pattern can never hold a thread for more than some milliseconds.
public record TextPattern(String source, Pattern compiled) {
  static final int MAX_SOURCE = 500;

  /// Program size times length of the longest text, which bounds the steps of one match.
  static final long MAX_STEPS = 2_000_000;

  private static final int MAX_PROGRAM = 5_000;

  /// @param longest the longest text that will be matched, in code points
  static @Nullable TextPattern read(String source, int longest, Faults at) {
    if (!at.require(
            Texts.length(source) <= MAX_SOURCE,
            "too-long",
            "must be at most " + MAX_SOURCE + " characters")
        || !Texts.requireStorable(source, at)) {
      return null;
    }
    // compiling unrolls repetitions: nested ones would fill the memory before their size is known
    if (PatternSize.estimate(source) > MAX_PROGRAM) {
      return tooExpensive(at);
    }
    try {
      var compiled = Pattern.compile(source);
      return (long) compiled.programSize() * longest > MAX_STEPS
          ? tooExpensive(at)
          : new TextPattern(source, compiled);
    } catch (PatternSyntaxException broken) {
      at.add("bad-pattern", "is not a pattern in RE2 syntax: " + broken.getDescription());
      return null;
    }
  }

  private static @Nullable TextPattern tooExpensive(Faults at) {
    at.add("pattern-too-expensive", "repeats too much for the longest text; lower maxLength or it");
    return null;
  }

  boolean matches(String text) {
    return compiled.matches(text);
  }
}
