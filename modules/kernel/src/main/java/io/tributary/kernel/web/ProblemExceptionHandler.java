package io.tributary.kernel.web;

import io.tributary.kernel.problems.KernelProblem;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/// Answers what no advice takes, in the same words: what fails before a controller is reached, such
/// as authentication, what the framework refuses, and bugs.
@Component
@Order(-2)
final class ProblemExceptionHandler implements WebExceptionHandler, ServerResponse.Context {
  private final KernelProblemAdvice advice;
  private final List<HttpMessageWriter<?>> writers;

  ProblemExceptionHandler(KernelProblemAdvice advice, ServerCodecConfigurer codecs) {
    this.advice = advice;
    this.writers = codecs.getWriters();
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    // who has gone away, or has part of the answer already, is told nothing more
    if (exchange.getResponse().isCommitted()
        || failure instanceof IOException
        || !(failure instanceof Exception exception)) {
      return Mono.error(failure);
    }
    var answer = answerTo(exception, exchange);
    var body = answer.getBody();
    if (body != null) {
      body.setInstance(URI.create(exchange.getRequest().getURI().getRawPath()));
    }
    var response =
        ServerResponse.status(answer.getStatusCode())
            .headers(headers -> headers.addAll(answer.getHeaders()));
    return (body == null ? response.build() : response.bodyValue(body))
        .flatMap(written -> written.writeTo(exchange, this));
  }

  private ResponseEntity<ProblemDetail> answerTo(Exception failure, ServerWebExchange exchange) {
    if (failure instanceof KernelProblem problem) {
      return advice.toResponse(problem);
    }
    try (var _ = RequestInLog.of(exchange.getRequest())) {
      return advice.toResponse(failure);
    }
  }

  @Override
  public List<HttpMessageWriter<?>> messageWriters() {
    return writers;
  }

  @Override
  public List<ViewResolver> viewResolvers() {
    return List.of();
  }
}
