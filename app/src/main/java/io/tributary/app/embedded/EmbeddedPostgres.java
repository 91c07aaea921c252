package io.tributary.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own: on loopback, behind a password, with every safeguard on, its
/// data kept between runs.
///
/// It outlives a kill -9 of the service, whose next start stops it first. When the server itself
/// dies it is started again, on the same port.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final EmbeddedSettings settings;
  private final DataDirectory directory;
  private final ServerPrograms programs;
  private final ReentrantLock lifecycle = new ReentrantLock();
  private volatile boolean closed;
  private int port;

  private EmbeddedPostgres(
      EmbeddedSettings settings, DataDirectory directory, ServerPrograms programs) {
    this.settings = settings;
    this.directory = directory;
    this.programs = programs;
  }

  /// Creates the database if there is none yet, and starts the server.
  ///
  /// @throws EmbeddedDatabaseFailure if it cannot be had, or would not keep what it acknowledges
  public static EmbeddedPostgres start(EmbeddedSettings settings) {
    var directory = DataDirectory.open(settings);
    try {
      var programs = ServerPrograms.in(ServerBinaries.unpack(settings.binaries()));
      var server = new EmbeddedPostgres(settings, directory, programs);
      server.stopOrphan();
      directory.initialize(programs);
      server.startFirst();
      return server;
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /// `postgresql://owner:password@127.0.0.1:port/database`
  public String url() {
    return directory.url(port);
  }

  public int port() {
    return port;
  }

  /// Stops what a killed service left behind; its file may also name a process that has nothing to
  /// do with it.
  private void stopOrphan() {
    if (Postmaster.of(settings.data()).filter(Postmaster::isAlive).isPresent()) {
      log.info("a server from an earlier run still uses {}: stopping it", settings.data());
      stopServer();
    }
  }

  private void startFirst() {
    try {
      startWithin(PATIENCE);
      Durability.require(directory, port);
    } catch (RuntimeException e) {
      stopServer();
      throw e;
    }
    var watch = new Thread(this::watch, "embedded-postgres");
    watch.setDaemon(true);
    watch.start();
  }

  /// The last processes of a server that was killed may hold its memory for a moment; a port may be
  /// taken between the look and the start.
  private void startWithin(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    port = settings.port() == 0 ? Ports.firstFree(Ports.FIRST) : settings.port();
    var outcome = startServer();
    while (!outcome.succeeded() && System.nanoTime() < deadline && pause(RETRY)) {
      port = settings.port() == 0 ? Ports.firstFree(port) : settings.port();
      outcome = startServer();
    }
    if (!outcome.succeeded()) {
      throw new EmbeddedDatabaseFailure(
          "cannot start the embedded database:\n" + outcome.output() + "\n" + startLog());
    }
  }

  private ServerPrograms.Outcome startServer() {
    try {
      if (Postmaster.of(settings.data()).filter(Postmaster::isAlive).isEmpty()) {
        Files.deleteIfExists(Postmaster.fileIn(settings.data()));
      }
      Files.deleteIfExists(startLogFile());
    } catch (IOException e) {
      throw new EmbeddedDatabaseFailure("cannot write to " + settings.directory(), e);
    }
    return programs.run(
        PATIENCE.multipliedBy(6),
        "pg_ctl",
        "start",
        "--wait",
        "--timeout=300",
        "--pgdata=" + settings.data(),
        "--log=" + startLogFile(),
        "--options=" + ServerOptions.of(settings, port));
  }

  private Path startLogFile() {
    return settings.directory().resolve("postgres-start.log");
  }

  private String startLog() {
    try {
      return Files.readString(startLogFile());
    } catch (IOException none) {
      return "";
    }
  }

  private void watch() {
    while (pause(LOOK) && !closed) {
      lifecycle.lock();
      try {
        if (!closed && Postmaster.of(settings.data()).filter(Postmaster::isAlive).isEmpty()) {
          restart();
        }
      } finally {
        lifecycle.unlock();
      }
    }
  }

  private void restart() {
    log.warn("the embedded database has gone away: starting it again");
    var outcome = startServer();
    if (outcome.succeeded()) {
      log.info("the embedded database is back");
    } else {
      log.error("the embedded database does not start: {}\n{}", outcome.output(), startLog());
      pause(RETRY);
    }
  }

  /// Stops the server, after which the directory is free for another service. Repeating it does
  /// nothing.
  @Override
  public void close() {
    lifecycle.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      stopServer();
      directory.close();
    } finally {
      lifecycle.unlock();
    }
  }

  private void stopServer() {
    if (!stopServer("fast") && !stopServer("immediate")) {
      log.error("the embedded database does not stop");
    }
  }

  private boolean stopServer(String mode) {
    if (Postmaster.of(settings.data()).filter(Postmaster::isAlive).isEmpty()) {
      return true;
    }
    return programs
        .run(
            PATIENCE,
            "pg_ctl",
            "stop",
            "--wait",
            "--timeout=30",
            "--mode=" + mode,
            "--pgdata=" + settings.data())
        .succeeded();
  }

  private static boolean pause(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
