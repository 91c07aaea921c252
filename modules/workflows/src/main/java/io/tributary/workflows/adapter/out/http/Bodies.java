package io.tributary.workflows.adapter.out.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/// Reads what targets answer, no more than 64 KiB; the connection of one that goes on is closed.
@Component
final class Bodies {
  static final int MAX_BYTES = 64 * 1024;

  /// @param text without characters that the database cannot store
  /// @param truncated whether there was more
  record Body(String text, boolean truncated) {}

  Mono<Body> read(ClientResponse response) {
    var charset = charsetOf(response.headers().asHttpHeaders());
    var capped =
        DataBufferUtils.takeUntilByteCount(response.bodyToFlux(DataBuffer.class), MAX_BYTES + 1L);
    return DataBufferUtils.join(capped)
        .map(
            buffer -> {
              var bytes = new byte[buffer.readableByteCount()];
              buffer.read(bytes);
              DataBufferUtils.release(buffer);
              return body(bytes, charset);
            })
        .defaultIfEmpty(new Body("", false));
  }

  private static Body body(byte[] bytes, Charset charset) {
    var truncated = bytes.length > MAX_BYTES;
    var kept = truncated ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
    var text = new String(kept, charset).replace("\0", "");
    // the last character may have been cut in two
    return new Body(truncated ? withoutHalf(text) : text, truncated);
  }

  private static String withoutHalf(String text) {
    return text.endsWith("\uFFFD") ? text.substring(0, text.length() - 1) : text;
  }

  private static Charset charsetOf(HttpHeaders headers) {
    try {
      var type = headers.getContentType();
      var charset = type == null ? null : type.getCharset();
      return charset == null ? UTF_8 : charset;
    } catch (IllegalArgumentException unknown) {
      return UTF_8;
    }
  }
}
