package io.tributary.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpLoadTests {
  private static final byte[] REQUEST = Requests.get("/", "");

  private static LoadResult load(StubServer server, int connections, Pace pace) {
    return HttpLoad.run(server.port(), connections, pace, 200, n -> REQUEST);
  }

  @Test
  void statuses_are_counted_and_refusals_apart() throws IOException {
    try (var server =
        StubServer.answering(
            StubServer.answer("200 OK", "", "{}"),
            StubServer.answer("503 Service Unavailable", "Retry-After: 1\r\n", ""),
            StubServer.answer("429 Too Many Requests", "", ""),
            StubServer.answer("500 Internal Server Error", "", "sorry"))) {
      var result = load(server, 1, new Pace.Count(8));

      assertThat(result.statuses())
          .containsEntry(200, 2L)
          .containsEntry(503, 2L)
          .containsEntry(429, 2L)
          .containsEntry(500, 2L);
      assertThat(result.ok()).isEqualTo(2);
      assertThat(result.turnedAway()).isEqualTo(4);
      assertThat(result.withoutRetryAfter()).isEqualTo(2);
      assertThat(result.failed()).isEqualTo(2);
      assertThatIllegalStateException()
          .isThrownBy(result::requireAllAccepted)
          .withMessageContaining("500=2");
    }
  }

  @Test
  void several_connections_share_a_count() throws IOException {
    try (var server = StubServer.answering(StubServer.answer("200 OK", "", "x".repeat(100_000)))) {
      var result = load(server, 8, new Pace.Count(100)).requireAllAccepted();

      assertThat(result.ok()).isEqualTo(100);
      assertThat(result.perSecond()).isPositive();
    }
  }

  @Test
  void chunked_answers_end_where_they_end() throws IOException {
    var chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n1A\r\n"
            + "a".repeat(26)
            + "\r\n0\r\n\r\n";
    try (var server = StubServer.answering(chunked, StubServer.answer("204 No Content", "", ""))) {
      var result = load(server, 1, new Pace.Count(4));

      assertThat(result.statuses()).containsEntry(200, 2L).containsEntry(204, 2L);
    }
  }

  @Test
  void a_lost_connection_is_replaced_and_its_request_counts_as_broken() throws IOException {
    try (var server =
        StubServer.answering(StubServer.answer("200 OK", "", "{}"), StubServer.HANG_UP)) {
      var result = load(server, 1, new Pace.Count(4));

      assertThat(result.ok()).isEqualTo(2);
      assertThat(result.broken()).isEqualTo(2);
      assertThat(result.failed()).isEqualTo(2);
    }
  }

  @Test
  void after_connection_close_a_fresh_connection_is_used() throws IOException {
    try (var server =
        StubServer.answering(StubServer.answer("200 OK", "Connection: close\r\n", "{}"))) {
      assertThat(load(server, 1, new Pace.Count(3)).requireAllAccepted().ok()).isEqualTo(3);
      assertThat(server.connections()).isGreaterThanOrEqualTo(3);
    }
  }

  /// One connection and 10 ms an answer carry 100 requests a second. At 1,000 the n-th waits for
  /// those before it, about 9 ms for each.
  @Test
  void an_open_loop_counts_what_a_request_waits_before_it_is_sent() throws IOException {
    var think = Duration.ofMillis(10);
    try (var server = StubServer.answeringAfter(think, StubServer.answer("200 OK", "", "{}"))) {
      var result = load(server, 1, new Pace.Open(1_000, Duration.ofMillis(50)));

      assertThat(result.requireAllAccepted().ok()).isEqualTo(50);
      assertThat(result.took()).isGreaterThanOrEqualTo(think.multipliedBy(50));
      assertThat(result.millisAt(100)).isGreaterThan(think.toMillis() * 50 - 50.0);
      assertThat(result.millisAt(50)).isGreaterThan(think.toMillis() * 25 - 50.0);
    }
  }

  @Test
  void the_pace_of_an_open_loop_is_its_rate() {
    var pace = new Pace.Open(500, Duration.ofSeconds(2));

    assertThat(pace.intended(0, 123)).isZero();
    assertThat(pace.intended(250, 123)).isEqualTo(500_000_000);
    assertThat(pace.isOver(999, 0)).isFalse();
    assertThat(pace.isOver(1_000, 0)).isTrue();
  }
}
