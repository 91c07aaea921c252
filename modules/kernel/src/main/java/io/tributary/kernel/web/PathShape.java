package io.tributary.kernel.web;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.util.pattern.PathPattern;

/// What all paths that match a pattern have in common: how many elements, and which segments are
/// literal. A pattern that is more than literals and whole variables between single slashes has no
/// shape.
final class PathShape {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");
  private static final Pattern LITERAL = Pattern.compile("[\\w.~-]+");

  // null: a variable
  private final @Nullable String[] segments;

  private PathShape(@Nullable String[] segments) {
    this.segments = segments;
  }

  /// @return null if the pattern has no shape, so that any path may match it
  static @Nullable PathShape of(PathPattern pattern) {
    var segments = List.of(pattern.getPatternString().split("/", -1));
    var first = segments.getFirst();
    var others = segments.subList(1, segments.size());
    return first.isEmpty() && !others.isEmpty() && others.stream().allMatch(PathShape::isPlain)
        ? new PathShape(others.stream().map(PathShape::literal).toArray(String[]::new))
        : null;
  }

  private static boolean isPlain(String segment) {
    return VARIABLE.matcher(segment).matches() || LITERAL.matcher(segment).matches();
  }

  private static @Nullable String literal(String segment) {
    return VARIABLE.matcher(segment).matches() ? null : segment;
  }

  /// Whether the pattern is still to be asked; false if it cannot match. Letters' case is left to
  /// the pattern.
  boolean mayMatch(PathContainer path) {
    var elements = path.elements();
    if (elements.size() != 2 * segments.length) {
      return false;
    }
    // what tells the paths of one application apart is at their end
    for (int i = segments.length - 1; i >= 0; i--) {
      var literal = segments[i];
      if (literal != null
          && !(elements.get(2 * i + 1) instanceof PathSegment segment
              && segment.valueToMatch().equalsIgnoreCase(literal))) {
        return false;
      }
    }
    return true;
  }
}
