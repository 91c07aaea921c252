package io.tributary.benchmarks.pure;

import io.tributary.forms.domain.CheckedResponse;
import io.tributary.forms.domain.FieldDraft;
import io.tributary.forms.domain.FormDefinition;
import io.tributary.forms.domain.FormDraft;
import io.tributary.forms.domain.ResponseRules;
import io.tributary.forms.domain.Submission;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A submission of five fields against the rules of its form.
@State(Scope.Benchmark)
public class ValidationBenchmark {
  private final ResponseRules rules =
      new ResponseRules(
          FormDefinition.of(
              new FormDraft(
                  "Contact",
                  null,
                  List.of(
                      field("name", "TEXT", true, 100),
                      field("email", "EMAIL", true, null),
                      field("company", "TEXT", false, null),
                      field("budget", "NUMBER", false, null),
                      field("message", "LONG_TEXT", false, 2_000)))));
  private final Submission submission =
      new Submission(Samples.submission(), Map.of(), Map.of("token", "a"));

  private static FieldDraft field(
      String key, String type, boolean required, @Nullable Integer maxLength) {
    return new FieldDraft(
        key, type, key, null, null, required, null, maxLength, null, null, null, null);
  }

  @Benchmark
  public CheckedResponse check() {
    return rules.check(submission);
  }
}
