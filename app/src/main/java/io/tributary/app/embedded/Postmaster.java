package io.tributary.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The server's first process, known by the file that it keeps in its data directory.
record Postmaster(long pid, Path data) {

  /// The one that the directory's file names, alive or not.
  static Optional<Postmaster> of(Path data) {
    try {
      var lines = Files.readAllLines(fileIn(data));
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(new Postmaster(Long.parseLong(lines.getFirst().strip()), data));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  static Path fileIn(Path data) {
    return data.resolve("postmaster.pid");
  }

  /// Whether the process runs and really is the server of this directory: after a crash its number
  /// may long be another's.
  boolean isAlive() {
    var handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (handle.isEmpty() || isZombie()) {
      return false;
    }
    var works = Path.of("/proc", Long.toString(pid));
    return Files.isDirectory(works) ? serves(works) : serves(handle.get().info());
  }

  /// A server always works in its data directory.
  private boolean serves(Path works) {
    try {
      return Files.readSymbolicLink(works.resolve("cwd")).equals(data.toRealPath())
          && Files.readSymbolicLink(works.resolve("exe"))
              .getFileName()
              .toString()
              .startsWith("postgres");
    } catch (IOException notOurs) {
      return false;
    }
  }

  private boolean serves(ProcessHandle.Info info) {
    return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
        && info.arguments()
            .filter(arguments -> Arrays.asList(arguments).contains(data.toString()))
            .isPresent();
  }

  /// Dead, but nobody has asked how it ended: where this process is the first of a container,
  /// orphans are its own.
  private boolean isZombie() {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException notLinux) {
      return false;
    }
  }
}
