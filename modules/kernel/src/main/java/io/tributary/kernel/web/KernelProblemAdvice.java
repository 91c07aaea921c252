package io.tributary.kernel.web;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.PRECONDITION_REQUIRED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.KernelProblem;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.kernel.problems.KernelProblem.PermissionMissing;
import io.tributary.kernel.problems.KernelProblem.StaleVersion;
import io.tributary.kernel.problems.KernelProblem.Unauthenticated;
import io.tributary.kernel.problems.KernelProblem.VersionMissing;
import io.tributary.kernel.transactions.DatabaseFailures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Turns what the kernel refuses into problems; what the framework refuses, and every bug, for
/// `ProblemExceptionHandler`.
@RestControllerAdvice
@Order
public class KernelProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(KernelProblemAdvice.class);
  private static final Duration DATABASE_RETRY_AFTER = Duration.ofSeconds(2);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> toResponse(KernelProblem problem) {
    var body = toDetail(problem);
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem instanceof Overloaded overloaded) {
      headers.set(
          HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, overloaded.retryAfter().toSeconds())));
    }
    if (problem instanceof Unauthenticated) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return new ResponseEntity<>(body, headers, body.getStatus());
  }

  private static ProblemDetail toDetail(KernelProblem problem) {
    return switch (problem) {
      case InvalidInput p -> Problems.detail(BAD_REQUEST, "invalid-input", p, "errors", p.faults());
      case Unauthenticated p -> Problems.detail(UNAUTHORIZED, "unauthenticated", p);
      case PermissionMissing p ->
          Problems.detail(FORBIDDEN, "permission-missing", p, "permission", p.permission());
      case NotFound p -> Problems.detail(NOT_FOUND, "not-found", p, "kind", p.kind());
      case StaleVersion p ->
          Problems.detail(
              p.precondition() ? PRECONDITION_FAILED : CONFLICT,
              "stale-version",
              p,
              "current",
              p.current());
      case VersionMissing p -> Problems.detail(PRECONDITION_REQUIRED, "version-missing", p);
      case IdempotencyKeyReused p ->
          Problems.detail(UNPROCESSABLE_CONTENT, "idempotency-key-reused", p);
      case NotInState p -> Problems.detail(CONFLICT, "not-in-state", p, "state", p.state());
      case Overloaded p -> Problems.detail(SERVICE_UNAVAILABLE, "overloaded", p);
    };
  }

  /// For `ProblemExceptionHandler` only. An `@ExceptionHandler` of every exception would compete
  /// with those of the modules' problems.
  ResponseEntity<ProblemDetail> toResponse(Exception failure) {
    if (failure instanceof ErrorResponse refusal) {
      return fromFramework(refusal, failure);
    }
    if (DatabaseFailures.isTransient(failure)) {
      log.warn("the database could not answer: {}", failure.toString());
      return toResponse(new Overloaded(DATABASE_RETRY_AFTER));
    }
    log.error("a request failed", failure);
    return response(
        Problems.detail(INTERNAL_SERVER_ERROR, "internal", "something went wrong on our side"));
  }

  private ResponseEntity<ProblemDetail> fromFramework(ErrorResponse refusal, Exception failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof KernelProblem problem) {
        return toResponse(problem);
      }
      if (cause instanceof DataBufferLimitException) {
        return response(
            Problems.detail(
                HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "the body is too large"));
      }
      if (cause instanceof DecodingException) {
        return toResponse(InvalidInput.of("", "malformed", "the body is not well-formed JSON"));
      }
    }
    var status = HttpStatus.valueOf(refusal.getStatusCode().value());
    var slug = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var detail = refusal.getBody().getDetail();
    var body = Problems.detail(status, slug, detail == null ? status.getReasonPhrase() : detail);
    if (status == BAD_REQUEST) {
      body.setType(Problems.detail(status, "invalid-input", "").getType());
      body.setProperty(
          "errors", List.of(new Fault("", "invalid", String.valueOf(body.getDetail()))));
    }
    var headers = new HttpHeaders(refusal.getHeaders());
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return new ResponseEntity<>(body, headers, status);
  }

  private static ResponseEntity<ProblemDetail> response(ProblemDetail body) {
    return ResponseEntity.status(body.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(body);
  }
}
