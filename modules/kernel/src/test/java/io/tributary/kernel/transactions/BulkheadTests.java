package io.tributary.kernel.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class BulkheadTests {
  private final Bulkhead bulkhead = new Bulkhead(2);

  @Test
  void more_than_fit_are_refused_and_nothing_of_them_is_begun() {
    Sinks.Empty<Void> gate = Sinks.empty();
    bulkhead.enter(gate::asMono).subscribe();
    bulkhead.enter(gate::asMono).subscribe();

    assertThatExceptionOfType(Overloaded.class)
        .isThrownBy(
            () ->
                bulkhead
                    .enter(
                        () -> {
                          throw new AssertionError("begun");
                        })
                    .block());
    assertThat(bulkhead.inside()).isEqualTo(2);

    gate.tryEmitEmpty();
    assertThat(bulkhead.inside()).isZero();
    assertThat(bulkhead.enter(() -> Mono.just(1)).block()).isEqualTo(1);
  }

  @Test
  void failures_give_their_room_back() {
    for (int i = 0; i < 10; i++) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> bulkhead.enter(() -> Mono.error(new IllegalStateException())).block());
    }
    assertThat(bulkhead.inside()).isZero();
  }
}
