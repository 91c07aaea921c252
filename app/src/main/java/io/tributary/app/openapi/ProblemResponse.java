package io.tributary.app.openapi;

import java.util.List;
import java.util.Map;

/// What any endpoint may answer instead of what it is for.
enum ProblemResponse {
  INVALID(
      400,
      "The input breaks rules; every broken one is named.",
      "invalid-input",
      Map.of(
          "errors",
          List.of(
              Map.of(
                  "pointer",
                  "/name",
                  "code",
                  "required",
                  "message",
                  "must have 1 to 100 characters")))),
  UNAUTHENTICATED(401, "Nobody knows who is calling.", "unauthenticated", Map.of()),
  FORBIDDEN(
      403,
      "The caller is known and may not.",
      "permission-missing",
      Map.of("permission", "lead:read")),
  NOT_FOUND(
      404,
      "There is no such thing, or it belongs to somebody else, which is not told apart.",
      "not-found",
      Map.of("kind", "lead")),
  CONFLICT(
      409,
      "It changed since it was read, or is in a state that does not allow this; nothing was"
          + " written.",
      "stale-version",
      Map.of("current", 4)),
  PRECONDITION_FAILED(
      412,
      "It is no longer the version that `If-Match` names; nothing was written.",
      "stale-version",
      Map.of("current", 4)),
  UNPROCESSABLE(
      422,
      "This `Idempotency-Key` was used with another body.",
      "idempotency-key-reused",
      Map.of()),
  PRECONDITION_REQUIRED(
      428, "The write needs to say which version it replaces.", "version-missing", Map.of()),
  INTERNAL(500, "Something went wrong on our side.", "internal", Map.of()),
  OVERLOADED(
      503,
      "Too busy, or without its database; try again after `Retry-After` seconds.",
      "overloaded",
      Map.of());

  private final int status;
  private final String description;
  private final String slug;
  private final Map<String, Object> more;

  ProblemResponse(int status, String description, String slug, Map<String, Object> more) {
    this.status = status;
    this.description = description;
    this.slug = slug;
    this.more = more;
  }

  /// As the key of an operation's responses.
  String code() {
    return Integer.toString(status);
  }

  /// Under which the description's components hold it.
  String component() {
    return "Problem" + status;
  }

  int status() {
    return status;
  }

  String description() {
    return description;
  }

  String slug() {
    return slug;
  }

  Map<String, Object> more() {
    return more;
  }
}
