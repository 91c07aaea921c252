package io.tributary.workflows.adapter.in.web;

import io.tributary.kernel.web.Problems;
import io.tributary.workflows.domain.WorkflowsProblem;
import io.tributary.workflows.domain.WorkflowsProblem.WorkflowInvalid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
class WorkflowsProblemAdvice {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> toResponse(WorkflowsProblem problem) {
    var detail = toDetail(problem);
    return ResponseEntity.status(detail.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }

  private static ProblemDetail toDetail(WorkflowsProblem problem) {
    return switch (problem) {
      case WorkflowInvalid p ->
          Problems.detail(
              HttpStatus.UNPROCESSABLE_CONTENT, "workflow-invalid", p, "errors", p.faults());
    };
  }
}
