package io.tributary.analytics.application.port.in;

/// Additive counts of a day.
///
/// @param executionDurationMillis the sum over the executions that ended on that day
public record Counters(
    long responses,
    long leadsCreated,
    long executionsStarted,
    long executionsCompleted,
    long executionsFailed,
    long executionsCancelled,
    long mailsSent,
    long executionDurationMillis) {
  public static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0, 0);
  public static final Counters ONE_RESPONSE = new Counters(1, 0, 0, 0, 0, 0, 0, 0);
  public static final Counters ONE_LEAD = new Counters(0, 1, 0, 0, 0, 0, 0, 0);

  public Counters plus(Counters more) {
    return new Counters(
        responses + more.responses,
        leadsCreated + more.leadsCreated,
        executionsStarted + more.executionsStarted,
        executionsCompleted + more.executionsCompleted,
        executionsFailed + more.executionsFailed,
        executionsCancelled + more.executionsCancelled,
        mailsSent + more.mailsSent,
        executionDurationMillis + more.executionDurationMillis);
  }

  /// The mean over the executions that ended, to the millisecond below; 0 if none did.
  public long averageDurationMillis() {
    var ended = executionsCompleted + executionsFailed + executionsCancelled;
    return ended == 0 ? 0 : executionDurationMillis / ended;
  }
}
