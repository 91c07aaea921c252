package io.tributary.workflows.adapter.out.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.tributary.workflows.application.port.out.connections.MailServers.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Keeps connections to mail servers for those who come next: 2 for each server, 10 seconds after
/// the last use, 100 mails through one, 500 servers. Each is used by one at a time.
final class SmtpConnections implements AutoCloseable {
  private static final int PER_SERVER = 2;
  private static final int MAX_SERVERS = 500;
  private static final int MAX_MAILS = 100;
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Cache<Key, Idle> idle;

  /// @param threads may wait: closing says goodbye to the server
  SmtpConnections(Executor threads) {
    idle =
        Caffeine.newBuilder()
            .maximumSize(MAX_SERVERS)
            .expireAfterAccess(KEPT)
            .scheduler(Scheduler.systemScheduler())
            .executor(threads)
            .removalListener(
                (@Nullable Key key, @Nullable Idle removed, RemovalCause cause) -> {
                  if (removed != null) {
                    removed.close();
                  }
                })
            .build();
  }

  /// Blocks. A connection by which something failed is not used again.
  void use(MailServer server, Session session, Work work) throws MessagingException {
    // changed settings have another version: what was opened by the former ones runs out
    var key = new Key(server.workspaceId(), server.version());
    var known = idle.getIfPresent(key);
    var kept = known == null ? null : known.poll();
    var connection = kept != null ? kept : open(server, session);
    try {
      work.through(connection.transport());
    } catch (MessagingException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
    giveBack(key, new Connection(connection.transport(), connection.mails() + 1));
  }

  private static Connection open(MailServer server, Session session) throws MessagingException {
    var settings = server.settings();
    var transport = session.getTransport("smtp");
    transport.connect(settings.host(), settings.port(), settings.username(), server.password());
    return new Connection(transport, 0);
  }

  private void giveBack(Key key, Connection connection) {
    if (connection.mails() >= MAX_MAILS || !idle.get(key, any -> new Idle()).offer(connection)) {
      connection.close();
    }
  }

  @Override
  public void close() {
    idle.invalidateAll();
    idle.cleanUp();
  }

  @FunctionalInterface
  interface Work {
    void through(Transport transport) throws MessagingException;
  }

  private record Key(UUID workspaceId, int version) {}

  private record Connection(Transport transport, int mails) {
    void close() {
      try {
        transport.close();
      } catch (MessagingException alreadyGone) {
        // there is nothing left to close
      }
    }
  }

  private static final class Idle {
    private final Deque<Connection> waiting = new ArrayDeque<>();
    private boolean closed;

    @Nullable Connection poll() {
      while (true) {
        var connection = take();
        // asks the server
        if (connection == null || connection.transport().isConnected()) {
          return connection;
        }
        connection.close();
      }
    }

    private synchronized @Nullable Connection take() {
      return waiting.pollLast();
    }

    synchronized boolean offer(Connection connection) {
      return !closed && waiting.size() < PER_SERVER && waiting.offerLast(connection);
    }

    void close() {
      Connection next;
      while ((next = takeForGood()) != null) {
        next.close();
      }
    }

    private synchronized @Nullable Connection takeForGood() {
      closed = true;
      return waiting.pollFirst();
    }
  }
}
