package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.LoadResult;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// Reads over HTTP at 16 connections, each against a handler that answers a constant of that size.
///
/// Each is asked for once before it is measured, so that the service has its answers as in a
/// workspace where people look more often than something changes; and measured a second time with
/// every answer read from the database, as where something changes all the time.
public final class Reads implements Measure {
  private static final int CONNECTIONS = 16;
  private static final int OK = 200;

  private final Rig rig;
  private final Duration duration;
  private final List<ReadPath> paths;

  /// @param rig which has leads and executions
  public Reads(Rig rig, Duration duration) throws Exception {
    this.rig = rig;
    this.duration = duration;
    var known = new ReadPaths(rig);
    this.paths = List.of(known.dailyStats(), known.leadPages(), known.leads(), known.executions());
  }

  private static String ceilingOf(ReadPath path) {
    return "ceiling." + path.name();
  }

  private static String freshOf(ReadPath path) {
    return path.name() + ".fresh";
  }

  @Override
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    for (var path : paths) {
      rows.add(
          Row.of(path.name(), path.what() + ", 16 connections", "1/s")
              .against(ceilingOf(path))
              .must(Goal.ratioAtLeast(0.4)));
      rows.add(Row.of(ceilingOf(path), "HTTP: a constant of the same size", "1/s"));
      rows.add(
          Row.of(freshOf(path), "the same, each read from the database", "1/s")
              .against(ceilingOf(path)));
    }
    return rows;
  }

  @Override
  public void run(Samples samples) throws Exception {
    for (var path : paths) {
      var constant = rig.ceiling().request(path.size(rig.http()));
      var closed = new Pace.Closed(duration);
      samples.add(
          ceilingOf(path), load(samples, rig.ceiling().port(), closed, n -> constant).perSecond());
      load(samples, rig.port(), new Pace.Count(path.paths().size()), path.requests());
      measure(samples, path.name(), path.requests());
      measure(samples, freshOf(path), path.freshRequests());
    }
  }

  private void measure(Samples samples, String name, LongFunction<byte[]> requests) {
    var before = rig.usage();
    var load = load(samples, rig.port(), new Pace.Closed(duration), requests);
    samples.add(name, load.perSecond(), rig.usage().since(before));
  }

  private LoadResult load(Samples samples, int port, Pace pace, LongFunction<byte[]> requests) {
    return Loads.run(samples, port, CONNECTIONS, pace, OK, requests);
  }
}
