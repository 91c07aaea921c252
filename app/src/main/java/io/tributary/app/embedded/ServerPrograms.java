package io.tributary.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs `initdb`, `pg_ctl` and `postgres`.
final class ServerPrograms {
  private static final int MAX_OUTPUT_CHARS = 4_000;

  private final Path home;
  private final List<String> prefix;

  private ServerPrograms(Path home, List<String> prefix) {
    this.home = home;
    this.prefix = prefix;
  }

  static ServerPrograms in(Path home) {
    return new ServerPrograms(home, isRoot() ? List.of("unshare", "--user") : List.of());
  }

  /// What a program said, and how it ended.
  record Outcome(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }

    Outcome orFail(String what) {
      if (!succeeded()) {
        throw new EmbeddedDatabaseFailure("cannot " + what + ":\n" + output);
      }
      return this;
    }
  }

  Outcome run(Duration limit, String program, String... arguments) {
    return feed("", limit, program, arguments);
  }

  /// @param input for the program to read
  Outcome feed(String input, Duration limit, String program, String... arguments) {
    var command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      return run(limit, input, command);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst() + hint(), e);
    }
  }

  private Outcome run(Duration limit, String input, List<String> command) throws IOException {
    // to a file, not a pipe: a server that outlives its starter would keep the pipe open
    var output = Files.createTempFile("tributary-postgres", ".out");
    var in = Files.createTempFile("tributary-postgres", ".in");
    try {
      Files.writeString(in, input);
      var builder =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("LC_ALL", "C");
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      var status = await(builder.start(), limit);
      var text = new String(Files.readAllBytes(output), UTF_8).strip();
      return new Outcome(status, shortened(text) + (status == 0 ? "" : hint()));
    } finally {
      Files.delete(output);
      Files.delete(in);
    }
  }

  private static int await(Process process, Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return -1;
  }

  private String hint() {
    return prefix.isEmpty()
        ? ""
        : "\n(PostgreSQL refuses to run as root and is run in a user namespace of its own; where "
            + "those are forbidden, start as an ordinary user or set TRIBUTARY_DATABASE_URL)";
  }

  private static String shortened(String text) {
    return text.length() <= MAX_OUTPUT_CHARS
        ? text
        : text.substring(text.length() - MAX_OUTPUT_CHARS);
  }

  private static boolean isRoot() {
    try {
      return Files.isDirectory(Path.of("/proc/self"))
          && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
