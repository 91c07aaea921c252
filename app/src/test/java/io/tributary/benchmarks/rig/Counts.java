package io.tributary.benchmarks.rig;

/// What a workspace has counted.
public record Counts(long responses, long leads, long executions) {
  static final Counts NONE = new Counts(0, 0, 0);

  /// What so many submissions come to.
  ///
  /// @param executionsEach how many workflows each of them starts
  public static Counts ofSubmissions(long submissions, int executionsEach) {
    return new Counts(submissions, submissions, submissions * executionsEach);
  }

  public static Counts ofExecutions(long executions) {
    return new Counts(0, 0, executions);
  }

  public Counts plus(Counts more) {
    return new Counts(responses + more.responses, leads + more.leads, executions + more.executions);
  }

  boolean exceeds(Counts other) {
    return responses > other.responses || leads > other.leads || executions > other.executions;
  }
}
