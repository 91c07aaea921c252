package io.tributary.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

/// A connection that is kept alive goes on being served, whatever its requests were answered.
@EndToEndTest
class KeptAliveE2eTests {
  private static final int CLIENTS = 4;
  private static final int ROUNDS = 1_000;
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(30).toMillis();
  private static final String BODY =
      """
      {"name": "x", "version": 2, "definition": {"nodes": [{"id": "%s", "type": "TRIGGER_MANUAL"}], "edges": []}}
      """
          .formatted("n".repeat(90));

  @Autowired WebTestClient client;
  @LocalServerPort int port;

  @Test
  void refused_and_answered_requests_in_turn_never_leave_a_connection_unread() throws Exception {
    var tenant = Tenant.create(client);
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      var served = new ArrayList<Future<Integer>>();
      for (int i = 0; i < CLIENTS; i++) {
        served.add(threads.submit(client(tenant)));
      }
      for (var count : served) {
        assertThat(count.get()).isEqualTo(2 * ROUNDS);
      }
    }
  }

  private Callable<Integer> client(Tenant tenant) {
    return () -> {
      var count = 0;
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        for (int i = 0; i < ROUNDS; i++) {
          var foreign = "/api/v1/workspaces/" + UUID.randomUUID() + "/workflows/x/pause";
          send(socket, tenant, "POST", foreign, "");
          count += status(socket.getInputStream()) == 404 ? 1 : 0;
          send(socket, tenant, "PUT", tenant.path("/workflows/" + UUID.randomUUID()), BODY);
          count += status(socket.getInputStream()) == 404 ? 1 : 0;
        }
      }
      return count;
    };
  }

  /// In two writes, as most clients do.
  private static void send(Socket socket, Tenant tenant, String method, String path, String body)
      throws IOException {
    var head =
        """
        %s %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(method, path, tenant.apiKey(), body.length());
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    if (!body.isEmpty()) {
      socket.getOutputStream().write(body.getBytes(ISO_8859_1));
    }
  }

  /// Reads an answer whose length is given, to its end.
  private static int status(InputStream in) throws IOException {
    var status = Integer.parseInt(line(in).substring(9, 12));
    var length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).trim());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
