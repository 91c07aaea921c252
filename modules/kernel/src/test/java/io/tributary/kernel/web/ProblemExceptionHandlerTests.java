package io.tributary.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcTimeoutException;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class ProblemExceptionHandlerTests {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final Map<String, String> namesInLog = new HashMap<>();
  private final ProblemExceptionHandler handler =
      new ProblemExceptionHandler(new Advice(), ServerCodecConfigurer.create());

  /// Keeps what a line that is logged for a failure is given besides its text.
  private final class Advice extends KernelProblemAdvice {
    @Override
    ResponseEntity<ProblemDetail> toResponse(Exception failure) {
      var names = MDC.getCopyOfContextMap();
      namesInLog.putAll(names == null ? Map.of() : names);
      return super.toResponse(failure);
    }
  }

  @Test
  void a_bug_is_logged_with_the_names_of_its_request_and_trace_and_answered_500() {
    var exchange = exchange(TRACEPARENT);

    handler.handle(exchange, new IllegalStateException("a bug")).block();

    assertThat(exchange.getResponse().getStatusCode().value()).isEqualTo(500);
    assertThat(namesInLog)
        .containsEntry("traceId", TRACE)
        .containsEntry("requestId", exchange.getRequest().getId());
  }

  @Test
  void a_database_that_does_not_answer_is_logged_with_them_too_and_answered_503() {
    var exchange = exchange(TRACEPARENT);

    handler.handle(exchange, new R2dbcTimeoutException("slow")).block();

    assertThat(exchange.getResponse().getStatusCode().value()).isEqualTo(503);
    assertThat(namesInLog).containsEntry("traceId", TRACE).containsKey("requestId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736",
      })
  void a_trace_that_is_none_is_not_named(String traceparent) {
    handler.handle(exchange(traceparent), new IllegalStateException("a bug")).block();

    assertThat(namesInLog).containsOnlyKeys("requestId");
  }

  @Test
  void the_next_line_of_the_thread_names_nothing() {
    handler.handle(exchange(TRACEPARENT), new IllegalStateException("a bug")).block();

    assertThat(MDC.get("traceId")).isNull();
    assertThat(MDC.get("requestId")).isNull();
  }

  @Test
  void a_refusal_is_answered_as_what_it_is() {
    var exchange = exchange(TRACEPARENT);

    handler.handle(exchange, new NotFound("form")).block();

    assertThat(exchange.getResponse().getStatusCode().value()).isEqualTo(404);
    assertThat(namesInLog).isEmpty();
  }

  private static MockServerWebExchange exchange(String traceparent) {
    return MockServerWebExchange.from(
        MockServerHttpRequest.get("/f/x").header("traceparent", traceparent));
  }
}
