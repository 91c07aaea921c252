package io.tributary.benchmarks.pure;

import io.tributary.kernel.json.JsonText;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A submission of five fields from text and to text.
@State(Scope.Benchmark)
public class JsonBenchmark {
  private final JsonText json = new JsonText();
  private final Map<?, ?> values = json.read(Samples.SUBMISSION_JSON, Map.class);

  @Benchmark
  public Map<?, ?> read() {
    return json.read(Samples.SUBMISSION_JSON, Map.class);
  }

  @Benchmark
  public String write() {
    return json.write(values);
  }
}
