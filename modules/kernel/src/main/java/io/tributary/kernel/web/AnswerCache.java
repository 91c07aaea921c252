package io.tributary.kernel.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.changes.Changes;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Answers as bytes, so that what many look at is read and written as JSON once.
///
/// An answer is kept under the state of its workspace: there is no way from one workspace to
/// another's, and none to what was true before a change.
final class AnswerCache {
  private static final int MAX_BODY = 256 * 1024;
  private static final int WEIGHT_OF_THE_REST = 500;
  private static final int SHARE_OF_MEMORY = 16;

  private final Changes changes;
  private final JsonMapper json;
  private final Cache<Key, HandlerResult> answers;

  AnswerCache(Changes changes, JsonMapper json, MeterRegistry meters) {
    this.changes = changes;
    this.json = json;
    this.answers =
        Caffeine.newBuilder()
            .expireAfter(
                Expiry.<Key, HandlerResult>creating(
                    (key, answer) -> Duration.ofSeconds(key.seconds())))
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY)
            .<Key, HandlerResult>weigher(
                (key, result) -> WEIGHT_OF_THE_REST + answerIn(result).body().length)
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(meters, answers, "tributary.answers");
  }

  private record Key(Object state, String path, @Nullable String query, int seconds) {}

  /// @param read asks the controller
  /// @return a result whose value is an `Answer`; or what the controller's failure is told as, and
  ///     whatever the controller answers to who takes no JSON
  Mono<HandlerResult> answer(
      ServerWebExchange exchange,
      HandlerMethod handler,
      Cached cached,
      WorkspaceId workspace,
      Supplier<Mono<HandlerResult>> read) {
    var headers = exchange.getRequest().getHeaders();
    if (!takesJson(headers.getFirst(HttpHeaders.ACCEPT))) {
      return read.get();
    }
    // before it is read: what changes meanwhile must not be taken for known
    var state = changes.stateOf(cached.value(), workspace);
    var uri = exchange.getRequest().getURI();
    var key = new Key(state, uri.getRawPath(), uri.getRawQuery(), cached.seconds());
    var known = mustBeRead(headers.getCacheControl()) ? null : answers.getIfPresent(key);
    return known == null
        ? read.get()
            .flatMap(
                result ->
                    isOf(handler, result) ? answerOf(result, exchange, key) : Mono.just(result))
        : Mono.just(known);
  }

  /// As far as it says so in the usual ways; who says it otherwise is answered as without a cache.
  private static boolean takesJson(@Nullable String accept) {
    return accept == null || accept.contains("*/*") || accept.contains("application/json");
  }

  private static boolean mustBeRead(@Nullable String cacheControl) {
    return cacheControl != null && cacheControl.toLowerCase(Locale.ROOT).contains("no-cache");
  }

  /// Else it tells of a failure, and is somebody else's.
  private static boolean isOf(HandlerMethod handler, HandlerResult result) {
    return handler.getMethod().equals(result.getReturnTypeSource().getMethod());
  }

  private Mono<HandlerResult> answerOf(HandlerResult result, ServerWebExchange exchange, Key key) {
    var answer =
        ((Mono<?>) Objects.requireNonNull(result.getReturnValue()))
            .<HandlerResult>map(
                value -> {
                  var made =
                      new HandlerResult(
                          result.getHandler(), answerOf(value), result.getReturnTypeSource());
                  keep(key, made);
                  return made;
                });
    var failures = result.getExceptionHandler();
    return failures == null
        ? answer
        : answer.onErrorResume(failure -> failures.handleError(exchange, failure));
  }

  private Answer answerOf(Object value) {
    return value instanceof ResponseEntity<?> entity
        ? new Answer(entity.getHeaders(), json.writeValueAsBytes(entity.getBody()))
        : new Answer(HttpHeaders.EMPTY, json.writeValueAsBytes(value));
  }

  private void keep(Key key, HandlerResult result) {
    if (answerIn(result).body().length <= MAX_BODY) {
      answers.put(key, result);
    }
  }

  static Answer answerIn(HandlerResult result) {
    return (Answer) Objects.requireNonNull(result.getReturnValue());
  }
}
