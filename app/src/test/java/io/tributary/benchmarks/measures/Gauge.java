package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// What is looked at while load goes on.
enum Gauge {
  HEAP("soak.heap", "heap in use", "MiB", true) {
    @Override
    double read(Rig rig) throws IOException {
      return rig.http()
              .text("/actuator/prometheus", "")
              .lines()
              .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("\"heap\""))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
              .sum()
          / MIB;
    }
  },
  MEMORY("soak.memory", "resident memory of the service", "MiB", true) {
    @Override
    double read(Rig rig) {
      return rig.residentMemory() / MIB;
    }
  },
  CONNECTIONS("soak.connections", "the service's connections to its database", "", true) {
    @Override
    double read(Rig rig) throws SQLException {
      return rig.database()
          .number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tributary'");
    }
  },
  DEAD_ROWS("soak.dead_rows", "dead rows in all tables", "rows", true) {
    @Override
    double read(Rig rig) throws SQLException {
      return rig.database().number("SELECT sum(n_dead_tup) FROM pg_stat_user_tables");
    }
  },
  QUEUES("soak.queues", "outbox and queue with their indexes", "MiB", true) {
    @Override
    double read(Rig rig) throws SQLException {
      return rig.database()
              .number(
                  "SELECT pg_total_relation_size('kernel.outbox')"
                      + " + pg_total_relation_size('workflows.execution_queue')")
          / MIB;
    }
  },
  DATABASE("soak.database", "the whole database, which keeps what came", "MiB", false) {
    @Override
    double read(Rig rig) throws SQLException {
      return rig.database().number("SELECT pg_database_size(current_database())") / MIB;
    }
  };

  private static final double MIB = 1 << 20;

  private final String label;
  private final String what;
  private final String unit;
  private final boolean levelsOff;

  Gauge(String label, String what, String unit, boolean levelsOff) {
    this.label = label;
    this.what = what;
    this.unit = unit;
    this.levelsOff = levelsOff;
  }

  abstract double read(Rig rig) throws IOException, SQLException;

  /// Of all, in their order.
  static List<Double> readAll(Rig rig) {
    return Arrays.stream(values()).map(gauge -> gauge.readNow(rig)).toList();
  }

  private double readNow(Rig rig) {
    try {
      return read(rig);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String label() {
    return label;
  }

  String what() {
    return what;
  }

  String unit() {
    return unit;
  }

  /// Whether it must stay about where it is.
  boolean levelsOff() {
    return levelsOff;
  }
}
