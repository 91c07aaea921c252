package io.tributary.chaos;

import io.tributary.chaos.Evidence.Call;
import io.tributary.chaos.Evidence.Counted;
import io.tributary.chaos.Evidence.LeadRow;
import io.tributary.chaos.Evidence.Run;
import io.tributary.chaos.Evidence.StepRow;
import io.tributary.chaos.Ledger.Accepted;
import io.tributary.chaos.Ledger.Origin;
import io.tributary.chaos.Ledger.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A run in which all went well, for tests to spoil: `rich` and `poor` by form, `plain` by hand.
final class Story {
  static final Token RICH = new Token("rich", Origin.FORM, Way.RICH, 1);
  static final Token POOR = new Token("poor", Origin.FORM, Way.POOR, 2);
  static final Token PLAIN = new Token("plain", Origin.HAND, Way.PLAIN, 3);

  final Map<String, Token> begun = new HashMap<>();
  final List<Accepted> accepted = new ArrayList<>();
  final Map<String, List<UUID>> responses = new HashMap<>();
  final List<Run> runs = new ArrayList<>();
  final List<LeadRow> leads = new ArrayList<>();
  final List<Counted> counted = new ArrayList<>();
  final List<Call> calls = new ArrayList<>();

  Story() {
    List.of(RICH, POOR, PLAIN).forEach(token -> begun.put(token.name(), token));
    submitted(RICH, 2);
    submitted(POOR, 1);
    var lead = UUID.randomUUID();
    leads.add(new LeadRow(lead, 2, false, 0));
    var byHand = run(PLAIN, lead);
    runs.add(byHand);
    accepted.add(new Accepted(PLAIN, byHand.id()));
    calls.add(new Call("rich", "call", "k1", "unanswered", false));
    calls.add(new Call("rich", "call", "k1", "receipt of call", true));
    calls.add(new Call("rich", "report", "k2", "receipt of report", true));
    counted.add(new Counted("workspace", 3, 2, 1, 0, 2));
    counted.add(new Counted("workflow", 3, 2, 1, 0, -1));
  }

  private void submitted(Token token, int leadVersion) {
    var response = UUID.randomUUID();
    var lead = UUID.randomUUID();
    responses.put(token.name(), List.of(response));
    accepted.add(new Accepted(token, response));
    leads.add(new LeadRow(lead, leadVersion, true, 1));
    runs.add(run(token, lead));
  }

  private static Run run(Token token, UUID lead) {
    var steps = token.way().nodes().stream().map(Story::completed).toList();
    return new Run(UUID.randomUUID(), token.name(), lead, token.way().status(), true, steps);
  }

  private static StepRow completed(String node) {
    return new StepRow(node, 1, "COMPLETED", Way.calls(node) ? "receipt of " + node : null);
  }

  Run runOf(Token token) {
    return runs.stream().filter(run -> token.name().equals(run.token())).findFirst().orElseThrow();
  }

  /// Puts another in the place of a token's execution.
  Story changed(Token token, UnaryOperator<Run> change) {
    runs.replaceAll(run -> token.name().equals(run.token()) ? change.apply(run) : run);
    return this;
  }

  /// Puts another in the place of a step.
  Story changedStep(Token token, String node, UnaryOperator<StepRow> change) {
    return changed(
        token,
        run ->
            withSteps(
                run,
                run.steps().stream()
                    .map(step -> step.node().equals(node) ? change.apply(step) : step)
                    .toList()));
  }

  static Run withSteps(Run run, List<StepRow> steps) {
    return new Run(run.id(), run.token(), run.leadId(), run.status(), run.ended(), steps);
  }

  static Run withStatus(Run run, String status, boolean ended) {
    return new Run(run.id(), run.token(), run.leadId(), status, ended, run.steps());
  }

  Evidence evidence() {
    return new Evidence(responses, runs, leads, counted, calls);
  }

  /// All that the checks find.
  List<Offence> offences() {
    var found = new ArrayList<>(StartCheck.of(begun, accepted, evidence()));
    found.addAll(StepCheck.of(begun, evidence()));
    found.addAll(EffectCheck.of(begun, calls));
    found.addAll(CountCheck.of(evidence()));
    return found;
  }
}
