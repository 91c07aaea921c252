package io.tributary.chaos;

import io.tributary.chaos.Evidence.Counted;
import io.tributary.chaos.Evidence.LeadRow;
import io.tributary.chaos.Evidence.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/// What follows from executions followed once: changes of leads, and numbers.
final class CountCheck {
  private final List<Offence> found = new ArrayList<>();

  private CountCheck() {}

  static List<Offence> of(Evidence evidence) {
    var check = new CountCheck();
    check.leads(evidence);
    evidence.counted().forEach(counted -> check.counted(counted, evidence));
    return check.found;
  }

  private void leads(Evidence evidence) {
    var changes = new HashMap<UUID, Integer>();
    for (var run : evidence.runs()) {
      var lead = run.leadId();
      if (lead != null) {
        changes.merge(lead, changes(run), Integer::sum);
      }
    }
    var submitted = evidence.leads().stream().filter(LeadRow::submitted).toList();
    compare("leads of forms", "rows", evidence.responses().size(), submitted.size());
    for (var lead : evidence.leads()) {
      var subject = "lead " + lead.id();
      compare(subject, "versions", 1L + changes.getOrDefault(lead.id(), 0), lead.version());
      compare(subject, "captures", lead.submitted() ? 1 : 0, lead.captures());
    }
  }

  private static int changes(Run run) {
    return (int)
        run.steps().stream()
            .filter(step -> step.completed() && Way.changesLead(step.node()))
            .count();
  }

  private void counted(Counted counted, Evidence evidence) {
    var table = counted.table();
    compare(table, "started", evidence.runs().size(), counted.started());
    compare(table, "completed", with("COMPLETED", evidence), counted.completed());
    compare(table, "failed", with("FAILED", evidence), counted.failed());
    compare(table, "cancelled", with("CANCELLED", evidence), counted.cancelled());
    if (counted.responses() >= 0) {
      var stored = evidence.responses().values().stream().mapToLong(List::size).sum();
      compare(table, "responses", stored, counted.responses());
    }
  }

  private static long with(String status, Evidence evidence) {
    return evidence.runs().stream().filter(run -> run.status().equals(status)).count();
  }

  private void compare(String subject, String what, long expected, long actual) {
    var text = "has %d %s instead of %d".formatted(actual, what, expected);
    if (actual < expected) {
      found.add(Offence.lost(subject, text));
    } else if (actual > expected) {
      found.add(Offence.doubled(subject, text));
    }
  }
}
