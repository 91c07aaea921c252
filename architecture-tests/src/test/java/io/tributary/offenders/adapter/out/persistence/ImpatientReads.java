package io.tributary.offenders.adapter.out.persistence;

import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

final class ImpatientReads {
  private ImpatientReads() {}

  static Mono<Integer> byTimeout(Mono<Integer> row) {
    return row.timeout(Duration.ofSeconds(1));
  }

  static Flux<Integer> byTime(Flux<Integer> rows) {
    return rows.take(Duration.ofSeconds(1));
  }

  static Mono<Integer> byRace(Mono<Integer> one, Mono<Integer> other) {
    return Mono.firstWithSignal(one, other);
  }

  static Flux<Integer> bySwitching(Flux<Integer> rows) {
    return rows.switchMap(Mono::just);
  }

  static Flux<Integer> onAnotherThread(Flux<Integer> rows) {
    return rows.publishOn(Schedulers.parallel());
  }

  static Function<Mono<Integer>, Mono<Integer>> byReference(Mono<Integer> other) {
    return other::or;
  }
}
