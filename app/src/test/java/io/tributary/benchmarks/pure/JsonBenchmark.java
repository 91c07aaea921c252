package io.tributary.benchmarks.pure;

import io.tributary.kernel.json.JsonText;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.type.TypeReference;

/// A submission of five fields from text and to text.
@State(Scope.Benchmark)
public class JsonBenchmark {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final JsonText json = new JsonText();
  private final Map<String, Object> values = json.read(Samples.SUBMISSION_JSON, OBJECT);

  @Benchmark
  public Map<String, Object> read() {
    return json.read(Samples.SUBMISSION_JSON, OBJECT);
  }

  @Benchmark
  public String write() {
    return json.write(values);
  }
}
