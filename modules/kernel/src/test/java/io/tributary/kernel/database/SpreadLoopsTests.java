package io.tributary.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;

class SpreadLoopsTests {
  @Test
  void whoever_asks_from_a_loop_does_not_stay_on_it() {
    var loops = new SpreadLoops("spread");
    try {
      assertThat(askedFromALoop(loops)).hasSizeGreaterThan(1);
    } finally {
      loops.dispose();
    }
  }

  /// What is put right here, as it is without.
  @Test
  void reactor_netty_keeps_him_there() {
    var loops = LoopResources.create("colocated", 2, true);
    try {
      assertThat(askedFromALoop(loops)).hasSize(1);
    } finally {
      loops.dispose();
    }
  }

  private static Set<EventLoop> askedFromALoop(LoopResources loops) {
    var group = loops.onClient(true);
    return CompletableFuture.supplyAsync(
            () -> IntStream.range(0, 4).mapToObj(i -> group.next()).collect(Collectors.toSet()),
            group.next())
        .join();
  }
}
