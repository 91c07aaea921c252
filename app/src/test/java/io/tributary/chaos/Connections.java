package io.tributary.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/// Whether every connection to the database came back. What is in use changes from moment to
/// moment, so the least that was ever seen counts: a leak never goes away.
record Connections(Cluster cluster) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int MORE_THAN_A_POOL = 40;
  private static final String TOO_MANY = "connections more than the pools may have";

  /// A pool's figure in the metrics of an instance.
  private static final Pattern GAUGE =
      Pattern.compile(
          "^tributary_pool_(acquired|waiting)\\{[^}]*pool=\"(\\w+)\"[^}]*} ([0-9.E+]+)$",
          Pattern.MULTILINE);

  /// While the instances rest.
  List<Offence> offences() throws Exception {
    var least = new HashMap<String, Long>();
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    do {
      Pause.of(LOOK);
      look().forEach((what, count) -> least.merge(what, count, Math::min));
    } while (System.nanoTime() < deadline && least.values().stream().anyMatch(count -> count > 0));
    var found = new ArrayList<Offence>();
    least.forEach(
        (what, count) -> {
          for (long i = 0; i < count; i++) {
            found.add(Offence.leaked(what, "does not come back"));
          }
        });
    return found;
  }

  private Map<String, Long> look() throws IOException, SQLException {
    var now = new HashMap<String, Long>();
    for (int i = 0; i < cluster.services().size(); i++) {
      var metrics = cluster.instances().get(i).text("/actuator/prometheus", "");
      for (var gauge : gauges(metrics).entrySet()) {
        now.put("instance " + i + ", " + gauge.getKey(), gauge.getValue());
      }
    }
    var sessions = cluster.sql().number("SELECT count(*) " + Cluster.THEIR_SESSIONS);
    now.put(
        TOO_MANY, Math.max(0, sessions - (long) Cluster.CONNECTIONS * cluster.services().size()));
    now.put(
        "sessions idle in a transaction",
        cluster
            .sql()
            .number(
                "SELECT count(*) "
                    + Cluster.THEIR_SESSIONS
                    + " AND state LIKE 'idle in transaction%'"
                    + " AND state_change < now() - interval '1 second'"));
    return now;
  }

  /// @param metrics as Prometheus reads them
  /// @throws IllegalStateException if there are none of pools, which would prove nothing
  static Map<String, Long> gauges(String metrics) {
    var found = new HashMap<String, Long>();
    var gauge = GAUGE.matcher(metrics);
    while (gauge.find()) {
      found.put(
          gauge.group(1) + " of " + gauge.group(2), Math.round(Double.parseDouble(gauge.group(3))));
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("no pool in the metrics:\n" + metrics);
    }
    return found;
  }

  /// More requests at once than a pool has connections are all answered, which a pool with dead
  /// ones among its idle could not do.
  List<Offence> unanswered(Scene scene) throws InterruptedException, ExecutionException {
    var found = new ArrayList<Offence>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var instance : cluster.instances()) {
        Callable<Integer> request =
            () -> instance.get(scene.path("/executions?limit=1"), scene.apiKey()).status();
        var answers = new ArrayList<Future<Integer>>();
        for (int n = 0; n < MORE_THAN_A_POOL; n++) {
          answers.add(threads.submit(request));
        }
        for (var answer : answers) {
          if (answer.get() != 200) {
            found.add(Offence.leaked("a request at rest", "was answered " + answer.get()));
          }
        }
      }
    }
    return found;
  }

  /// When the instances have stopped, none of their sessions is left.
  List<Offence> sessionsLeft() throws SQLException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var left = sessions();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      Pause.of(LOOK);
      left = sessions();
    }
    return left.stream()
        .map(pid -> Offence.leaked("session " + pid, "outlives its instance"))
        .toList();
  }

  private List<String> sessions() throws SQLException {
    return cluster.sql().list("SELECT pid " + Cluster.THEIR_SESSIONS, row -> row.getString(1));
  }
}
