package io.tributary.benchmarks.sql;

import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.rig.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// As pgbench does it: clients that send a prepared statement, wait for its commit, and send the
/// next, at once or when it is due.
public final class SqlLoop {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);

  private SqlLoop() {}

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
      Database database, int clients, Duration duration, Preparation preparation)
      throws InterruptedException, ExecutionException {
    return run(database, clients, new Pace.Closed(duration), preparation);
  }

  public static Result run(Database database, int clients, Pace pace, Preparation preparation)
      throws InterruptedException, ExecutionException {
    var turns = new Turns(pace);
    var micros = new Histogram(HIGHEST_MICROS, 3);
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var running = new ArrayList<Future<Histogram>>();
      for (int i = 0; i < clients; i++) {
        running.add(threads.submit(() -> client(database, turns, preparation)));
      }
      for (var client : running) {
        micros.add(client.get());
      }
    }
    return new Result(micros, Duration.ofNanos(turns.now()));
  }

  private static Histogram client(Database database, Turns turns, Preparation preparation)
      throws SQLException {
    var micros = new Histogram(HIGHEST_MICROS, 3);
    try (var connection = database.connect()) {
      var transaction = preparation.prepare(connection);
      for (var due = turns.next(); due >= 0; due = turns.next()) {
        transaction.run();
        var took = TimeUnit.NANOSECONDS.toMicros(turns.now() - due);
        micros.recordValue(Math.min(HIGHEST_MICROS, took));
      }
    }
    return micros;
  }

  /// Which transaction is next, whoever is free to send it. Times are nanoseconds since the begin.
  private static final class Turns {
    private final Pace pace;
    private final AtomicLong taken = new AtomicLong();
    private final long begin = System.nanoTime();

    Turns(Pace pace) {
      this.pace = pace;
    }

    long now() {
      return System.nanoTime() - begin;
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
