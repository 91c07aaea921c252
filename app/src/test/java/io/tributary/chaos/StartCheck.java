package io.tributary.chaos;

import io.tributary.chaos.Evidence.Run;
import io.tributary.chaos.Ledger.Accepted;
import io.tributary.chaos.Ledger.Origin;
import io.tributary.chaos.Ledger.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Every accepted start is one execution, which ended once and as it must.
final class StartCheck {
  private final Map<String, Token> begun;
  private final Evidence evidence;
  private final Map<String, List<Run>> byToken;
  private final List<Offence> found = new ArrayList<>();

  private StartCheck(Map<String, Token> begun, Evidence evidence) {
    this.begun = begun;
    this.evidence = evidence;
    this.byToken = byToken(evidence);
  }

  static List<Offence> of(
      Map<String, Token> begun, Collection<Accepted> accepted, Evidence evidence) {
    var check = new StartCheck(begun, evidence);
    accepted.forEach(check::check);
    check.strangers();
    return check.found;
  }

  static Map<String, List<Run>> byToken(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> run.token() != null)
        .collect(Collectors.groupingBy(Run::token));
  }

  /// How many of the accepted tokens have one execution, which ended.
  static long ended(Collection<Accepted> accepted, Evidence evidence) {
    var runs = byToken(evidence);
    return accepted.stream()
        .map(one -> runs.getOrDefault(one.token().name(), List.of()))
        .filter(of -> of.size() == 1 && of.getFirst().terminal())
        .count();
  }

  private void check(Accepted accepted) {
    var token = accepted.token();
    if (token.origin() == Origin.FORM) {
      responses(token.name(), accepted.id());
    }
    var runs = byToken.getOrDefault(token.name(), List.of());
    if (runs.isEmpty()) {
      found.add(Offence.lost(token.name(), "was accepted, but nothing was started"));
    }
    if (runs.size() > 1) {
      var ids = runs.stream().map(Run::id).toList();
      found.add(Offence.doubled(token.name(), "started " + runs.size() + " executions: " + ids));
    }
    for (var run : runs) {
      outcome(accepted, run);
    }
  }

  private void responses(String token, UUID answered) {
    var stored = evidence.responses().getOrDefault(token, List.of());
    if (!stored.contains(answered)) {
      found.add(Offence.lost(token, "was answered " + answered + ", stored is " + stored));
    }
    if (stored.size() > 1) {
      found.add(Offence.doubled(token, "is stored as several responses: " + stored));
    }
  }

  private void outcome(Accepted accepted, Run run) {
    var token = accepted.token();
    if (token.origin() == Origin.HAND && !run.id().equals(accepted.id())) {
      found.add(
          Offence.lost(token.name(), "was answered " + accepted.id() + ", started is " + run.id()));
    }
    if (!run.terminal()) {
      found.add(Offence.stuck(token.name(), "is still " + run.status() + ": " + run.id()));
    } else if (!run.status().equals(token.way().status())) {
      found.add(
          Offence.lost(
              token.name(),
              "ended as %s instead of %s: %s"
                  .formatted(run.status(), token.way().status(), run.id())));
    }
  }

  /// What runs or is stored although nobody asked for it.
  private void strangers() {
    for (var run : evidence.runs()) {
      var token = run.token();
      if (token == null || !begun.containsKey(token)) {
        found.add(Offence.doubled(String.valueOf(token), "runs, but nobody asked: " + run.id()));
      }
    }
    evidence.responses().keySet().stream()
        .filter(token -> !begun.containsKey(token))
        .forEach(token -> found.add(Offence.doubled(token, "is stored, but nobody asked")));
  }
}
