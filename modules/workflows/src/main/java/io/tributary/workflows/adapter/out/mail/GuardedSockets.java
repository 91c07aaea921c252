package io.tributary.workflows.adapter.out.mail;

import io.tributary.workflows.application.port.out.connections.OutboundPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Makes sockets that look at the address that is dialled, after the name was resolved: a name that
/// changes its mind between a check and the connection gains nothing.
final class GuardedSockets extends SocketFactory {
  private final OutboundPolicy policy;

  GuardedSockets(OutboundPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Socket createSocket() {
    return new Guarded(policy);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress target) throws IOException {
    var socket = createSocket();
    socket.connect(target);
    return socket;
  }

  private static final class Guarded extends Socket {
    private final OutboundPolicy policy;

    Guarded(OutboundPolicy policy) {
      super(Proxy.NO_PROXY);
      this.policy = policy;
    }

    @Override
    public void connect(SocketAddress target) throws IOException {
      connect(target, 0);
    }

    @Override
    public void connect(SocketAddress target, int timeout) throws IOException {
      if (!(target instanceof InetSocketAddress internet)) {
        throw new RefusedAddress();
      }
      // a name that nobody knows is refused by the connection itself
      if (!internet.isUnresolved() && !policy.allows(internet.getAddress())) {
        throw new RefusedAddress();
      }
      super.connect(target, timeout);
    }
  }
}
