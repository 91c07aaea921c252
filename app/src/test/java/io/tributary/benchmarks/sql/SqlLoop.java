package io.tributary.benchmarks.sql;

import io.tributary.benchmarks.load.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/// As pgbench does it: clients that send a prepared statement, wait for its commit, and send the
/// next, at once or when it is due.
public final class SqlLoop {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);

  /// Of each client. The driver prepares a statement on the server when it comes for the fifth
  /// time.
  static final int WARM_UPS = 10;

  private SqlLoop() {}

  /// Where clients come from, such as `Database::connect`.
  public interface Connections {
    Connection open() throws SQLException;
  }

  /// One transaction.
  public interface Transaction {
    void run() throws SQLException;
  }

  /// Prepares a client's transactions on its own connection, which commits by itself.
  public interface Preparation {
    Transaction prepare(Connection connection) throws SQLException;
  }

  /// @param micros of each transaction, from when it was due
  public record Result(Histogram micros, Duration took) {
    public double perSecond() {
      return micros.getTotalCount() * (double) TimeUnit.SECONDS.toNanos(1) / took.toNanos();
    }

    /// @param percentile from 0 to 100
    public double millisAt(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  /// Each client sends the next transaction when its last one is committed.
  public static Result run(
      Connections connections, int clients, Duration duration, Preparation preparation)
      throws SQLException, InterruptedException, ExecutionException {
    return run(connections, clients, new Pace.Closed(duration), preparation);
  }

  /// The time begins when every client is connected and has run some transactions: the first ones
  /// of a connection wait for its catalog and its plans, which is not what is measured.
  public static Result run(Connections connections, int clients, Pace pace, Preparation preparation)
      throws SQLException, InterruptedException, ExecutionException {
    return run(connections, clients, pace, preparation, System::nanoTime);
  }

  static Result run(
      Connections connections,
      int clients,
      Pace pace,
      Preparation preparation,
      LongSupplier nanoTime)
      throws SQLException, InterruptedException, ExecutionException {
    var open = new ArrayList<Connection>();
    try {
      var prepared = new ArrayList<Transaction>();
      for (int i = 0; i < clients; i++) {
        var connection = connections.open();
        open.add(connection);
        prepared.add(warm(preparation.prepare(connection)));
      }
      return run(prepared, new Turns(pace, nanoTime));
    } finally {
      for (var connection : open) {
        connection.close();
      }
    }
  }

  private static Transaction warm(Transaction transaction) throws SQLException {
    for (int i = 0; i < WARM_UPS; i++) {
      transaction.run();
    }
    return transaction;
  }

  private static Result run(List<Transaction> clients, Turns turns)
      throws InterruptedException, ExecutionException {
    var micros = new Histogram(HIGHEST_MICROS, 3);
    try (var threads = Executors.newFixedThreadPool(clients.size())) {
      var running = new ArrayList<Future<Histogram>>();
      for (var client : clients) {
        running.add(threads.submit(() -> run(client, turns)));
      }
      for (var client : running) {
        micros.add(client.get());
      }
    }
    return new Result(micros, Duration.ofNanos(turns.now()));
  }

  private static Histogram run(Transaction transaction, Turns turns) throws SQLException {
    var micros = new Histogram(HIGHEST_MICROS, 3);
    for (var due = turns.next(); due >= 0; due = turns.next()) {
      transaction.run();
      var took = TimeUnit.NANOSECONDS.toMicros(turns.now() - due);
      micros.recordValue(Math.min(HIGHEST_MICROS, took));
    }
    return micros;
  }

  /// Which transaction is next, whoever is free to send it. Times are nanoseconds since the begin.
  private static final class Turns {
    private final Pace pace;
    private final AtomicLong taken = new AtomicLong();
    private final LongSupplier nanoTime;
    private final long begin;

    Turns(Pace pace, LongSupplier nanoTime) {
      this.pace = pace;
      this.nanoTime = nanoTime;
      this.begin = nanoTime.getAsLong();
    }

    long now() {
      return nanoTime.getAsLong() - begin;
    }

    /// Waits until the next one is due, and says when that was; negative if there are no more.
    long next() {
      var turn = taken.getAndIncrement();
      if (pace.isOver(turn, now())) {
        return -1;
      }
      var due = pace.intended(turn, now());
      for (var wait = due - now(); wait > 0; wait = due - now()) {
        LockSupport.parkNanos(wait);
      }
      return due;
    }
  }
}
