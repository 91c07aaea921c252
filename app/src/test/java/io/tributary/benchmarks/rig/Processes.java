package io.tributary.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What processes cost, from `/proc`; nothing where there is none.
final class Processes {
  private static final double TICKS_PER_SECOND = 100;
  private static final int PARENT = 1;
  private static final List<Integer> OWN = List.of(11, 12);
  private static final List<Integer> OWN_AND_ENDED_CHILDREN = List.of(11, 12, 13, 14);

  private Processes() {}

  /// User and system time of one process.
  static Duration cpu(long pid) {
    return cpu(pid, OWN);
  }

  /// Of a process and of all that it ever started, as a postmaster does for each connection.
  static Duration cpuOfFamily(long pid) {
    var total = cpu(pid, OWN_AND_ENDED_CHILDREN);
    try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : all) {
        var child = Long.parseLong(process.getFileName().toString());
        if (Long.toString(pid).equals(field(child, PARENT))) {
          total = total.plus(cpu(child));
        }
      }
    } catch (IOException none) {
      return Duration.ZERO;
    }
    return total;
  }

  /// Resident memory in bytes; 0 if unknown.
  static long resident(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException none) {
      return 0;
    }
  }

  private static Duration cpu(long pid, List<Integer> fields) {
    var stat = stat(pid);
    var ticks = fields.stream().mapToLong(i -> i < stat.length ? Long.parseLong(stat[i]) : 0).sum();
    return Duration.ofMillis(Math.round(ticks * 1_000 / TICKS_PER_SECOND));
  }

  private static String field(long pid, int index) {
    var stat = stat(pid);
    return index < stat.length ? stat[index] : "";
  }

  /// What follows the name, which may contain anything.
  private static String[] stat(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    } catch (IOException ended) {
      return new String[0];
    }
  }

  /// Of the machine, such as `model name`; empty if unknown.
  static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> Arrays.asList(line.split(":", 2)).getLast().strip())
          .findFirst()
          .orElse("");
    } catch (IOException none) {
      return "";
    }
  }
}
