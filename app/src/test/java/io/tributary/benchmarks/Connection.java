package io.tributary.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/// One kept-alive HTTP/1.1 connection that costs next to nothing: a prepared request is written
/// whole, and of the answer
/// only the status and the length are read. Whatever a full client would do per request would be
/// measured as the server's.
final class Connection implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] skipped = new byte[BUFFER];
  private final StringBuilder line = new StringBuilder();

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    out = socket.getOutputStream();
  }

  /// Sends a request and reads its answer to the end.
  ///
  /// @return the status
  int exchange(byte[] request) throws IOException {
    out.write(request);
    var status = Integer.parseInt(readLine().substring(9, 12));
    var length = 0;
    var chunked = false;
    for (var header = readLine(); !header.isEmpty(); header = readLine()) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).trim());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      }
    }
    if (chunked) {
      skipChunks();
    } else {
      skip(length);
    }
    return status;
  }

  private void skipChunks() throws IOException {
    for (var size = nextChunk(); size > 0; size = nextChunk()) {
      skip(size + 2);
    }
    readLine();
  }

  private int nextChunk() throws IOException {
    return Integer.parseInt(readLine().trim(), 16);
  }

  private void skip(int bytes) throws IOException {
    for (var left = bytes; left > 0; ) {
      var read = in.read(skipped, 0, Math.min(left, skipped.length));
      if (read < 0) {
        throw new EOFException();
      }
      left -= read;
    }
  }

  private String readLine() throws IOException {
    line.setLength(0);
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  static byte[] request(String head, byte[] body) {
    var start = (head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1);
    var request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
