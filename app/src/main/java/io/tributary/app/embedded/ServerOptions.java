package io.tributary.app.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What the server is started with. On the command line, where nothing in a file overrides it.
final class ServerOptions {
  private ServerOptions() {}

  static String of(EmbeddedSettings settings, int port) {
    var options = new LinkedHashMap<String, String>();
    options.put("listen_addresses", "127.0.0.1");
    options.put("port", Integer.toString(port));
    options.put("unix_socket_directories", "");
    options.putAll(Durability.SETTINGS);
    options.put("max_connections", Integer.toString(settings.maxConnections()));
    options.put("shared_buffers", settings.sharedBuffers());
    options.put("max_wal_size", "2GB");
    // a commit that needs a new segment waits until it is written: what was used once is kept
    options.put("min_wal_size", "2GB");
    // of its own accord it takes no more than a segment, and these are of 1 MB
    options.put("wal_buffers", "16MB");
    options.put("checkpoint_completion_target", "0.9");
    // a queue's dead rows stand in the way of every claim until they are vacuumed
    options.put("autovacuum_naptime", "15s");
    options.put("random_page_cost", "1.1");
    options.put("track_io_timing", "on");
    options.put("shared_preload_libraries", "pg_stat_statements");
    options.put("timezone", "UTC");
    options.putAll(logging());
    return options.entrySet().stream()
        .map(option -> "-c %s='%s'".formatted(option.getKey(), option.getValue()))
        .collect(Collectors.joining(" "));
  }

  /// A file for each day of the week, so that there are never more than seven.
  private static Map<String, String> logging() {
    return Map.of(
        "logging_collector", "on",
        "log_directory", "log",
        "log_filename", "postgresql-%a.log",
        "log_rotation_age", "1d",
        "log_rotation_size", "0",
        "log_truncate_on_rotation", "on");
  }
}
