package io.tributary.workspaces.adapter.in.web;

import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;

import io.tributary.kernel.web.Problems;
import io.tributary.workspaces.WorkspacesProblem;
import io.tributary.workspaces.WorkspacesProblem.QuotaExceeded;
import java.time.Clock;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class WorkspacesProblemAdvice {
  /// A limit may be raised before its period ends.
  private static final long MAX_RETRY_AFTER = 3_600;

  private final Clock clock;

  WorkspacesProblemAdvice(Clock clock) {
    this.clock = clock;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> toResponse(WorkspacesProblem problem) {
    return switch (problem) {
      case QuotaExceeded p ->
          ResponseEntity.status(TOO_MANY_REQUESTS)
              .contentType(MediaType.APPLICATION_PROBLEM_JSON)
              .header(HttpHeaders.RETRY_AFTER, Long.toString(secondsUntilReset(p)))
              .body(toDetail(p));
    };
  }

  private static ProblemDetail toDetail(QuotaExceeded p) {
    return Problems.detail(
        TOO_MANY_REQUESTS,
        "quota-exceeded",
        p,
        "key",
        p.key().text(),
        "limit",
        p.limit(),
        "resetsAt",
        p.resetsAt());
  }

  private long secondsUntilReset(QuotaExceeded p) {
    var seconds = Duration.between(clock.instant(), p.resetsAt()).toSeconds();
    return Math.clamp(seconds, 1, MAX_RETRY_AFTER);
  }
}
