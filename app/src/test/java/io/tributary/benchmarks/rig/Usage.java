package io.tributary.benchmarks.rig;

import java.time.Duration;
import java.util.Locale;

/// Processor time so far of the client (this process), the service and PostgreSQL with all its
/// processes.
public record Usage(long nanos, Duration client, Duration service, Duration postgres) {

  /// In percent of one core.
  public record Shares(double client, double service, double postgres) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.0f / %.0f / %.0f %%", client, service, postgres);
    }
  }

  /// From then until now.
  public Shares since(Usage before) {
    var wall = (double) (nanos - before.nanos);
    return new Shares(
        share(before.client, client, wall),
        share(before.service, service, wall),
        share(before.postgres, postgres, wall));
  }

  private static double share(Duration before, Duration after, double wall) {
    return after.minus(before).toNanos() * 100 / wall;
  }
}
