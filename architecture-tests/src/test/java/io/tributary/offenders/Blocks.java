package io.tributary.offenders;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

public final class Blocks {
  private Blocks() {}

  public static @Nullable String byBlock(Mono<String> text) {
    return text.block();
  }

  public static @Nullable String byBlockWithALimit(Mono<String> text) {
    return text.block(Duration.ofSeconds(1));
  }

  public static Function<Mono<String>, @Nullable String> byReference() {
    return Mono::block;
  }

  public static @Nullable String byBlockFirst(Flux<String> texts) {
    return texts.blockFirst();
  }

  public static @Nullable String byBlockLast(Flux<String> texts) {
    return texts.blockLast();
  }

  public static Optional<String> byBlockOptional(Mono<String> text) {
    return text.blockOptional();
  }

  public static Iterable<String> byIterable(Flux<String> texts) {
    return texts.toIterable();
  }

  public static String byFutureGet(Mono<String> text)
      throws InterruptedException, ExecutionException {
    return text.toFuture().get();
  }

  public static String byFutureJoin(Mono<String> text) {
    return text.toFuture().join();
  }

  public static void bySleep() throws InterruptedException {
    Thread.sleep(1);
  }

  public static void byLatch(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }
}
