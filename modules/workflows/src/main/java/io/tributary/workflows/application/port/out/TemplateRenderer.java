package io.tributary.workflows.application.port.out;

import io.tributary.kernel.problems.Faults;
import java.util.Map;

/// Logic-less Mustache (`{{lead.email}}`) over maps: it reads values and can call nothing.
public interface TemplateRenderer {
  /// How values are made harmless for where the text lands.
  enum Escape {
    /// as they are: plain text bodies
    NONE,
    /// `<`, `>`, `&` and quotes: HTML bodies
    HTML,
    /// CR, LF and other control characters become blanks: subjects, addresses, header values
    HEADER,
    /// percent-encoding: parts of a URL
    URL
  }

  /// A missing value renders as nothing. At most 256 KiB.
  ///
  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput if the template is broken or
  ///     the text becomes too long
  String render(String template, Map<String, ?> values, Escape escape);

  /// Adds a fault at `at` if the template cannot be parsed.
  void check(String template, Faults at);
}
