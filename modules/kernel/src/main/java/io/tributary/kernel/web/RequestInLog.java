package io.tributary.kernel.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Names a request in the lines that are logged until it is closed: its `requestId`, which is the
/// server's own, and the `traceId` (W3C Trace Context) if its caller sent one.
///
/// It costs a request that fails; carrying the names through every pipeline would cost all of them.
final class RequestInLog implements AutoCloseable {
  private static final String REQUEST = "requestId";
  private static final String TRACE = "traceId";
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.{0,100}");

  private RequestInLog() {}

  static RequestInLog of(ServerHttpRequest request) {
    MDC.put(REQUEST, request.getId());
    var trace = traceOf(request.getHeaders().getFirst("traceparent"));
    if (trace != null) {
      MDC.put(TRACE, trace);
    }
    return new RequestInLog();
  }

  private static @Nullable String traceOf(@Nullable String header) {
    if (header == null) {
      return null;
    }
    var parts = TRACEPARENT.matcher(header);
    return parts.matches() ? parts.group(1) : null;
  }

  @Override
  public void close() {
    MDC.remove(REQUEST);
    MDC.remove(TRACE);
  }
}
