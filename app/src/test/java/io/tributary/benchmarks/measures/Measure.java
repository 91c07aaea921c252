package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import java.util.List;

/// One path, measured once a round, or once in the end, or both. It leaves the service at rest.
public interface Measure {
  /// The lines it fills.
  List<Row> rows();

  /// In each round.
  default void run(Samples samples) throws Exception {}

  /// After the last round: what is only known by then, or takes too long to be repeated.
  default void conclude(Samples samples) throws Exception {}
}
