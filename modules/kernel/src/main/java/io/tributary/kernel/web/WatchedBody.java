package io.tributary.kernel.web;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A request that knows whether its body was read, and reads it if not.
final class WatchedBody extends ServerHttpRequestDecorator {
  /// What is read of a body only to throw it away; a longer one costs its sender the connection.
  private static final long MAX_DISCARDED = 1 << 20;

  private volatile boolean begun;
  private volatile boolean ended;

  WatchedBody(ServerHttpRequest request) {
    super(request);
  }

  @Override
  public Flux<DataBuffer> getBody() {
    return super.getBody().doOnSubscribe(reading -> begun = true).doOnTerminate(() -> ended = true);
  }

  /// Reads what is left, if nobody has begun.
  ///
  /// @return whether the body is read to its end
  Mono<Boolean> rest() {
    return Mono.defer(
        () -> {
          if (begun) {
            return Mono.just(ended);
          }
          return getBody()
              .scanWith(() -> 0L, WatchedBody::discard)
              .takeUntil(total -> total > MAX_DISCARDED)
              .last(0L)
              .map(total -> total <= MAX_DISCARDED)
              .onErrorReturn(false);
        });
  }

  private static long discard(long total, DataBuffer buffer) {
    var bytes = buffer.readableByteCount();
    DataBufferUtils.release(buffer);
    return total + bytes;
  }
}
