package io.tributary.kernel.web;

import io.tributary.kernel.problems.Problem;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// Makes the bodies of refusals (RFC 9457).
public final class Problems {
  private static final String TYPE = "urn:tributary:problem:";

  private Problems() {}

  /// @param slug the last part of the problem's type, stable, such as `lead-field-key-taken`
  /// @param more names and values of further members
  public static ProblemDetail detail(
      HttpStatus status, String slug, Problem problem, Object... more) {
    return detail(status, slug, String.valueOf(problem.getMessage()), more);
  }

  public static ProblemDetail detail(HttpStatus status, String slug, String text, Object... more) {
    var detail = ProblemDetail.forStatusAndDetail(status, text);
    detail.setType(URI.create(TYPE + slug));
    detail.setTitle(titleOf(slug));
    for (int i = 0; i < more.length; i += 2) {
      detail.setProperty((String) more[i], more[i + 1]);
    }
    return detail;
  }

  private static String titleOf(String slug) {
    return Character.toUpperCase(slug.charAt(0)) + slug.substring(1).replace('-', ' ');
  }
}
