package io.tributary.leads.adapter.in.web;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.tributary.kernel.web.Problems;
import io.tributary.leads.domain.LeadsProblem;
import io.tributary.leads.domain.LeadsProblem.EmailTaken;
import io.tributary.leads.domain.LeadsProblem.FieldLimitReached;
import io.tributary.leads.domain.LeadsProblem.KeyTaken;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class LeadsProblemAdvice {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> toResponse(LeadsProblem problem) {
    var body = toDetail(problem);
    return ResponseEntity.status(body.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(body);
  }

  private static ProblemDetail toDetail(LeadsProblem problem) {
    return switch (problem) {
      case EmailTaken p -> Problems.detail(CONFLICT, "lead-email-taken", p, "leadId", p.leadId());
      case KeyTaken p -> Problems.detail(CONFLICT, "lead-field-key-taken", p, "key", p.key());
      case FieldLimitReached p ->
          Problems.detail(UNPROCESSABLE_CONTENT, "lead-field-limit-reached", p, "limit", p.limit());
    };
  }
}
