package io.tributary.chaos;

import io.tributary.chaos.Evidence.Call;
import io.tributary.chaos.Evidence.Run;
import io.tributary.chaos.Evidence.StepRow;
import io.tributary.chaos.Ledger.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Every execution that ended as it must came to each node of its way once, and what its calls
/// brought is what the target answered.
final class StepCheck {
  private final List<Offence> found = new ArrayList<>();
  private final Map<String, Set<String>> receipts;

  private StepCheck(List<Call> calls) {
    receipts =
        calls.stream()
            .filter(Call::answered)
            .collect(
                Collectors.groupingBy(
                    call -> call.token() + " at " + call.node(),
                    Collectors.mapping(Call::receipt, Collectors.toSet())));
  }

  static List<Offence> of(Map<String, Token> begun, Evidence evidence) {
    var check = new StepCheck(evidence.calls());
    for (var run : evidence.runs()) {
      var token = begun.get(String.valueOf(run.token()));
      if (token != null && run.status().equals(token.way().status())) {
        check.check(token, run);
      }
    }
    return check.found;
  }

  private void check(Token token, Run run) {
    var visits = new HashSet<String>();
    for (var step : run.steps()) {
      if (!visits.add(step.node() + "#" + step.visit())) {
        found.add(
            Offence.doubled(token.name(), "has two steps for a visit of '" + step.node() + "'"));
      }
    }
    for (var node : token.way().nodes()) {
      var steps = run.steps().stream().filter(step -> step.node().equals(node)).toList();
      check(token.name(), node, steps);
    }
    run.steps().stream()
        .filter(step -> !token.way().nodes().contains(step.node()))
        .forEach(
            step ->
                found.add(Offence.doubled(token.name(), "should not be at '" + step.node() + "'")));
  }

  private void check(String token, String node, List<StepRow> steps) {
    if (steps.stream().noneMatch(StepRow::completed)) {
      found.add(Offence.lost(token, "has no completed step at '" + node + "': " + steps));
    }
    if (steps.size() > 1) {
      found.add(Offence.doubled(token, "came to '" + node + "' several times: " + steps));
    }
    if (Way.calls(node)) {
      var given = receipts.getOrDefault(token + " at " + node, Set.of());
      steps.stream()
          .filter(step -> step.completed() && !given.contains(String.valueOf(step.receipt())))
          .forEach(
              step ->
                  found.add(
                      Offence.lost(
                          token,
                          "keeps %s of '%s', the target gave %s"
                              .formatted(step.receipt(), node, given))));
    }
  }
}
