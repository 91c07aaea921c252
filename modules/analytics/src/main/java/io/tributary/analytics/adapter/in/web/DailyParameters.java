package io.tributary.analytics.adapter.in.web;

import io.tributary.analytics.application.port.in.ReadDailyStats.Query;
import io.tributary.analytics.application.port.in.ReadDailyStats.Subject;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the caller said, checked as a whole.
record DailyParameters(
    @Nullable String from,
    @Nullable String to,
    @Nullable String workflowId,
    @Nullable String formId) {
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 366;
  private static final LocalDate EARLIEST = LocalDate.EPOCH;
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern ID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault
  Query toQuery(WorkspaceId workspace, Instant now) {
    var faults = new Faults();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var last = to == null ? today : date(faults, "?to", to);
    var first = from == null ? daysBefore(last, today) : date(faults, "?from", from);
    var subject = subject(faults);
    if (faults.isEmpty()) {
      checkWindow(faults, first, last);
    }
    faults.throwIfAny();
    return new Query(workspace, subject, first, last);
  }

  private static LocalDate daysBefore(LocalDate last, LocalDate today) {
    // a faulty `to` is refused anyway
    return (last.equals(LocalDate.MIN) ? today : last).minusDays(DEFAULT_DAYS - 1L);
  }

  /// @return `LocalDate.MIN` along with a fault
  private static LocalDate date(Faults faults, String pointer, String text) {
    try {
      if (DATE.matcher(text).matches()) {
        var date = LocalDate.parse(text);
        if (date.isBefore(EARLIEST)) {
          faults.add(new Fault(pointer, "out-of-range", "must not be before " + EARLIEST));
        }
        return date;
      }
    } catch (DateTimeException impossible) {
      // such as the 30th of February: the same fault as a text that is no date at all
    }
    faults.add(new Fault(pointer, "not-a-date", "must be a date such as 2026-01-31"));
    return LocalDate.MIN;
  }

  private static void checkWindow(Faults faults, LocalDate first, LocalDate last) {
    if (first.isAfter(last)) {
      faults.add(new Fault("?from", "after-to", "must not be after `to`, which is " + last));
    } else if (ChronoUnit.DAYS.between(first, last) >= MAX_DAYS) {
      faults.add(
          new Fault(
              "?from", "window-too-long", "must be at most " + MAX_DAYS + " days up to `to`"));
    }
  }

  private Subject subject(Faults faults) {
    if (workflowId != null && formId != null) {
      faults.add(new Fault("?formId", "not-together", "does not go together with `workflowId`"));
    }
    var workflow = workflowId == null ? null : id(faults, "?workflowId", workflowId);
    var form = formId == null ? null : id(faults, "?formId", formId);
    if (workflow != null) {
      return new Subject.Workflow(workflow);
    }
    return form == null ? new Subject.WholeWorkspace() : new Subject.Form(form);
  }

  private static @Nullable UUID id(Faults faults, String pointer, String text) {
    if (ID.matcher(text).matches()) {
      return UUID.fromString(text);
    }
    faults.add(new Fault(pointer, "not-an-id", "must be a UUID"));
    return null;
  }
}
