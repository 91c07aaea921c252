package io.tributary.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One kept-alive connection, with at most one request on its way.
final class Wire {
  private final int port;
  private final Selector selector;
  private final AnswerParser parser = new AnswerParser();
  private SocketChannel channel;
  private SelectionKey key;
  private ByteBuffer request = ByteBuffer.allocate(0);
  private long intended;

  Wire(int port, Selector selector) throws IOException {
    this.port = port;
    this.selector = selector;
    this.channel = connect();
    this.key = register();
  }

  private SocketChannel connect() throws IOException {
    var connected = SocketChannel.open();
    connected.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
    connected.configureBlocking(false);
    return connected;
  }

  private SelectionKey register() throws IOException {
    return channel.register(selector, SelectionKey.OP_READ, this);
  }

  /// @param meant when it was meant to be sent
  void send(byte[] bytes, long meant) throws IOException {
    request = ByteBuffer.wrap(bytes);
    intended = meant;
    flush();
  }

  /// Writes what the socket takes now, and the rest when it takes more.
  void flush() throws IOException {
    channel.write(request);
    key.interestOps(
        request.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /// @return whether the answer is complete
  boolean read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new EOFException();
    }
    return parser.feed(buffer.flip());
  }

  AnswerParser answer() {
    return parser;
  }

  long intended() {
    return intended;
  }

  SelectionKey key() {
    return key;
  }

  /// A fresh one in the place of one that was closed.
  Wire reopened() throws IOException {
    close();
    return new Wire(port, selector);
  }

  void close() throws IOException {
    channel.close();
  }
}
