package io.tributary.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

final class Ports {
  /// Below the ports that systems give to outgoing connections: while the server is down, a client
  /// that keeps dialling one of those may end up connected to itself and occupy it.
  static final int FIRST = 15_432;

  private static final int TRIED = 1_000;

  private Ports() {}

  /// @throws EmbeddedDatabaseFailure if none of the thousand from `first` on is free
  static int firstFree(int first) {
    for (int port = first; port < first + TRIED; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedDatabaseFailure("no port is free from " + first + " on");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
