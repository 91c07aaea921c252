package io.tributary.workflows.adapter.in.web.connections;

import io.tributary.kernel.web.Problems;
import io.tributary.workflows.domain.connections.ConnectionsProblem;
import io.tributary.workflows.domain.connections.ConnectionsProblem.KeyTaken;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
class ConnectionsProblemAdvice {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> toResponse(ConnectionsProblem problem) {
    var detail = toDetail(problem);
    return ResponseEntity.status(detail.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }

  private static ProblemDetail toDetail(ConnectionsProblem problem) {
    return switch (problem) {
      case KeyTaken p ->
          Problems.detail(HttpStatus.CONFLICT, "connection-key-taken", p, "key", p.key());
    };
  }
}
