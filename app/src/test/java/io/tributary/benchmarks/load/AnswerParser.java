package io.tributary.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/// Finds the end of one HTTP/1.1 answer after the other.
final class AnswerParser {
  private static final int MAX_HEAD = 16 * 1024;
  private static final int STATUS_AT = 9;

  private final byte[] head = new byte[MAX_HEAD];
  private State state = State.HEAD;
  private int headLength;
  private long left;
  private int status;
  private boolean saysWhen;
  private boolean closes;

  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    LAST_CHUNK
  }

  /// @return whether the answer is complete
  boolean feed(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      var done =
          switch (state) {
            case HEAD -> feedHead(bytes);
            case BODY -> skip(bytes);
            case CHUNK_SIZE -> feedChunkSize(bytes);
            case CHUNK -> {
              if (skip(bytes)) {
                state = State.CHUNK_SIZE;
              }
              yield false;
            }
            case LAST_CHUNK -> skip(bytes);
          };
      if (done) {
        state = State.HEAD;
        headLength = 0;
        return true;
      }
    }
    return false;
  }

  int status() {
    return status;
  }

  /// Whether there was a `Retry-After`.
  boolean saysWhen() {
    return saysWhen;
  }

  /// Whether the server closes the connection after it.
  boolean closes() {
    return closes;
  }

  private boolean feedHead(ByteBuffer bytes) {
    if (!feedLine(bytes) || !endsWith("\r\n\r\n")) {
      return false;
    }
    var text = new String(head, 0, headLength, ISO_8859_1).toLowerCase(Locale.ROOT);
    headLength = 0;
    status = Integer.parseInt(text, STATUS_AT, STATUS_AT + 3, 10);
    saysWhen = text.contains("\r\nretry-after:");
    closes = text.contains("\r\nconnection: close");
    if (text.contains("\r\ntransfer-encoding: chunked")) {
      state = State.CHUNK_SIZE;
      return false;
    }
    left = contentLength(text);
    state = State.BODY;
    return left == 0;
  }

  private static long contentLength(String text) {
    var name = "\r\ncontent-length:";
    var at = text.indexOf(name);
    if (at < 0) {
      return 0;
    }
    var end = text.indexOf('\r', at + name.length());
    return Long.parseLong(text.substring(at + name.length(), end).strip());
  }

  private boolean feedChunkSize(ByteBuffer bytes) {
    if (feedLine(bytes)) {
      left = Long.parseLong(new String(head, 0, headLength - 2, ISO_8859_1), 16) + 2;
      state = left == 2 ? State.LAST_CHUNK : State.CHUNK;
      headLength = 0;
    }
    return false;
  }

  /// Up to and with the next line feed.
  private boolean feedLine(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      var next = bytes.get();
      head[headLength++] = next;
      if (next == '\n') {
        return true;
      }
    }
    return false;
  }

  private boolean endsWith(String end) {
    return headLength >= end.length()
        && Arrays.equals(
            head, headLength - end.length(), headLength, end.getBytes(ISO_8859_1), 0, end.length());
  }

  private boolean skip(ByteBuffer bytes) {
    var skipped = (int) Math.min(left, bytes.remaining());
    bytes.position(bytes.position() + skipped);
    left -= skipped;
    return left == 0;
  }
}
