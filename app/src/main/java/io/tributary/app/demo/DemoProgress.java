package io.tributary.app.demo;

import java.time.LocalDate;
import java.util.UUID;

/// How far the demo has been made, so that an interrupted start goes on where it was.
///
/// @param formKey of the form's public address
/// @param firstDay of the history
/// @param nextDay the first one that is not complete yet; the day of the first start, once all is
/// @param accepted submissions on the days before `nextDay`
record DemoProgress(
    UUID workspaceId,
    String apiKey,
    UUID formId,
    String formKey,
    UUID workflowId,
    LocalDate firstDay,
    LocalDate nextDay,
    long accepted) {
  static final int DAYS = 60;

  boolean isComplete() {
    return !nextDay.isBefore(firstDay.plusDays(DAYS));
  }

  DemoProgress after(long acceptedOnNextDay) {
    return new DemoProgress(
        workspaceId,
        apiKey,
        formId,
        formKey,
        workflowId,
        firstDay,
        nextDay.plusDays(1),
        accepted + acceptedOnNextDay);
  }
}
