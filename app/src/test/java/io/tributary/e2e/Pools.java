package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.springframework.test.web.reactive.server.WebTestClient;

/// What the connection pools say of themselves, and whether it is true.
record Pools(MeterRegistry meters) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  double acquired(String pool) {
    return meters.get("tributary.pool.acquired").tag("pool", pool).gauge().value();
  }

  double waiting(String pool) {
    return meters.get("tributary.pool.waiting").tag("pool", pool).gauge().value();
  }

  /// Nothing is held and nobody waits; and more requests at once than the pool has connections are
  /// all answered, which a pool with dead ones among its idle could not do.
  void assertFullAndHealthy(WebTestClient client, String path, int requests) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(acquired("appPool")).isZero();
              assertThat(waiting("appPool")).isZero();
              assertThat(waiting("workerPool")).isZero();
              assertThat(waiting("writerPool")).isZero();
            });
    IntStream.range(0, requests)
        .parallel()
        .forEach(i -> client.get().uri(path).exchange().expectStatus().isOk());
  }
}
