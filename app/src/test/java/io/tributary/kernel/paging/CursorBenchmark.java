package io.tributary.kernel.paging;

import java.time.Clock;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A cursor of a list by time and id. It stands in the package of the cursors, which show
/// themselves to nobody else.
@State(Scope.Benchmark)
public class CursorBenchmark {
  private static final String SCOPE = "leads";

  private final Cursors cursors = new SignedCursors(() -> new byte[32], Clock.systemUTC());
  private final List<String> position =
      List.of("2026-11-21T10:00:00Z", "01a1fe35-57eb-7069-a8ca-b85a70360f67");
  private final String cursor = cursors.encode(SCOPE, position);

  @Benchmark
  public String encode() {
    return cursors.encode(SCOPE, position);
  }

  @Benchmark
  public List<String> decode() {
    return cursors.decode(SCOPE, cursor);
  }
}
