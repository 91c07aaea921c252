package io.tributary.benchmarks.rig;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/// On what was measured, and how it was set.
public final class Machine {
  private static final long GIB = 1L << 30;
  private static final List<String> SETTINGS =
      List.of(
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "wal_level",
          "shared_buffers",
          "max_wal_size",
          "min_wal_size",
          "wal_buffers",
          "checkpoint_timeout",
          "max_connections",
          "random_page_cost",
          "work_mem",
          "jit",
          "track_io_timing",
          "shared_preload_libraries");

  private Machine() {}

  /// A few lines of Markdown.
  public static String describe(Database database) throws SQLException {
    return """
    %s, %d cores%s, %s, %s %s. Java %s (%s). Service: `%s`; `%s`.
    PostgreSQL %s: %s. Client, service and database share the cores.
    """
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            Processes.processor().isEmpty() ? "" : " of " + Processes.processor(),
            memory(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            String.join(" ", Rig.JVM),
            String.join(" ", Rig.PROPERTIES),
            database.text("SHOW server_version"),
            settings(database));
  }

  private static String memory() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean known
        ? Math.round((double) known.getTotalMemorySize() / GIB) + " GiB"
        : "memory unknown";
  }

  private static String settings(Database database) throws SQLException {
    var names = SETTINGS.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    return String.join(
        ", ",
        database.list(
            "SELECT format('`%s = %s`', name, current_setting(name)) FROM pg_settings WHERE name IN ("
                + names
                + ") ORDER BY name",
            row -> row.getString(1)));
  }
}
