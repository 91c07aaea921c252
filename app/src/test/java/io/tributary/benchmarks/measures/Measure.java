package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import java.util.List;

/// One path, measured once a round. It leaves the service at rest.
public interface Measure {
  /// The lines it fills.
  List<Row> rows();

  void run(Samples samples) throws Exception;

  /// After the last round: what is only known, or only worth its time, by then.
  default void conclude(Samples samples) throws Exception {}
}
