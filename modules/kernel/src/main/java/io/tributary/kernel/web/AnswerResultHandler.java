package io.tributary.kernel.web;

import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Sends an `Answer`, or 304 to who has it already.
final class AnswerResultHandler implements HandlerResultHandler, Ordered {
  private static final int BEFORE_THOSE_OF_THE_FRAMEWORK = -1;

  @Override
  public boolean supports(HandlerResult result) {
    return result.getReturnValue() instanceof Answer;
  }

  @Override
  public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
    var answer = AnswerCache.answerIn(result);
    var response = exchange.getResponse();
    var headers = response.getHeaders();
    headers.putAll(answer.headers());
    var tag = answer.headers().getETag();
    if (tag != null && exchange.checkNotModified(tag)) {
      return response.setComplete();
    }
    headers.setContentType(MediaType.APPLICATION_JSON);
    headers.setContentLength(answer.body().length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
  }

  @Override
  public int getOrder() {
    return BEFORE_THOSE_OF_THE_FRAMEWORK;
  }
}
