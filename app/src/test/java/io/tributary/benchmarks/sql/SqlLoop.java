package io.tributary.benchmarks.sql;

import io.tributary.benchmarks.rig.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// As pgbench does it: clients that send a prepared statement, wait for its commit, and send the
/// next.
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

  /// @param micros of each transaction
  public record Result(Histogram micros, Duration took) {
    public double perSecond() {
      return micros.getTotalCount() * (double) TimeUnit.SECONDS.toNanos(1) / took.toNanos();
    }

    public double medianMillis() {
      return micros.getValueAtPercentile(50) / 1e3;
    }
  }

  public static Result run(
      Database database, int clients, Duration duration, Preparation preparation)
      throws InterruptedException, ExecutionException {
    var micros = new Histogram(HIGHEST_MICROS, 3);
    var begin = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var running = new ArrayList<Future<Histogram>>();
      for (int i = 0; i < clients; i++) {
        running.add(threads.submit(() -> client(database, begin, duration, preparation)));
      }
      for (var client : running) {
        micros.add(client.get());
      }
    }
    return new Result(micros, Duration.ofNanos(System.nanoTime() - begin));
  }

  private static Histogram client(
      Database database, long begin, Duration duration, Preparation preparation)
      throws SQLException {
    var micros = new Histogram(HIGHEST_MICROS, 3);
    try (var connection = database.connect()) {
      var transaction = preparation.prepare(connection);
      for (var now = System.nanoTime(); now - begin < duration.toNanos(); ) {
        transaction.run();
        var after = System.nanoTime();
        micros.recordValue(Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(after - now)));
        now = after;
      }
    }
    return micros;
  }
}
