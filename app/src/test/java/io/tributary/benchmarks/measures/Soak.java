package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Most of the sustained rate for a long time: what should level off is looked at every ten
/// seconds, and its last third is held against its first.
public final class Soak implements Measure {
  private static final double SHARE = 0.7;
  private static final int CONNECTIONS = 64;
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final double GROWTH = 1.2;

  private final Rig rig;
  private final Duration duration;
  private final Finished finished;

  /// @param finished measured before
  public Soak(Rig rig, Duration duration, Finished finished) {
    this.rig = rig;
    this.duration = duration;
    this.finished = finished;
  }

  private static String first(Gauge gauge) {
    return gauge.label() + ".first_third";
  }

  @Override
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    rows.add(Row.of("soak.accepted", "submissions at 0.7 of the sustained rate", "1/s"));
    rows.add(Row.of("soak.p99", "of these, 99th percentile", "ms"));
    for (var gauge : Gauge.values()) {
      rows.add(Row.of(first(gauge), gauge.what() + ", mean of the first third", gauge.unit()));
      var last = Row.of(gauge.label(), gauge.what() + ", mean of the last third", gauge.unit());
      last = last.against(first(gauge));
      rows.add(gauge.levelsOff() ? last.must(Goal.ratioBelow(GROWTH)) : last);
    }
    return rows;
  }

  @Override
  public void conclude(Samples samples) throws Exception {
    var scene = rig.worked();
    var counted = scene.counts();
    try (var thread = Executors.newScheduledThreadPool(1)) {
      var looks = new ArrayList<List<Double>>();
      var looking =
          thread.scheduleAtFixedRate(
              () -> looks.add(Gauge.readAll(rig)), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
      var before = rig.usage();
      var load =
          HttpLoad.run(
                  rig.port(),
                  CONNECTIONS,
                  new Pace.Open(SHARE * finished.sustainedRate(), duration),
                  Acknowledged.CREATED,
                  scene.submissions())
              .requireAllAccepted();
      samples.add("soak.accepted", load.perSecond(), rig.usage().since(before));
      samples.add("soak.p99", load.millisAt(99));
      requireWell(looking);
      looking.cancel(false);
      add(samples, looks);
      scene.await(counted.plus(Counts.ofSubmissions(load.ok(), 1)));
    }
  }

  /// One that failed has ended.
  private static void requireWell(Future<?> looking) throws Exception {
    if (looking.isDone()) {
      looking.get();
    }
  }

  private static void add(Samples samples, List<List<Double>> looks) {
    var third = Math.max(1, looks.size() / 3);
    for (var gauge : Gauge.values()) {
      var values = looks.stream().map(look -> look.get(gauge.ordinal())).toList();
      samples.add(first(gauge), mean(values.subList(0, third)));
      samples.add(gauge.label(), mean(values.subList(values.size() - third, values.size())));
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
