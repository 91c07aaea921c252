package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.Evidence.Call;
import io.tributary.chaos.Evidence.Counted;
import io.tributary.chaos.Evidence.LeadRow;
import io.tributary.chaos.Evidence.Run;
import io.tributary.chaos.Evidence.StepRow;
import io.tributary.chaos.Offence.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

/// Each thing that may go wrong is found, and named for what it is.
class VerdictTests {
  private final Story story = new Story();

  @Test
  void nothing_is_found_where_all_went_well() {
    assertThat(story.offences()).isEmpty();
    assertThat(StartCheck.ended(story.accepted, story.evidence())).isEqualTo(3);
  }

  private ListAssert<Offence> assertOffence(Kind kind, String subject, String what) {
    return assertThat(story.offences())
        .anySatisfy(
            found -> {
              assertThat(found.kind()).isEqualTo(kind);
              assertThat(found.subject()).startsWith(subject);
              assertThat(found.what()).contains(what);
            });
  }

  @Test
  void an_accepted_start_without_an_execution_is_lost() {
    story.runs.remove(story.runOf(Story.PLAIN));

    assertOffence(Kind.LOST, "plain", "nothing was started");
    assertThat(StartCheck.ended(story.accepted, story.evidence())).isEqualTo(2);
  }

  @Test
  void an_accepted_response_that_is_not_stored_is_lost() {
    story.responses.remove("poor");

    assertOffence(Kind.LOST, "poor", "stored is []");
  }

  @Test
  void a_second_execution_or_response_of_a_token_is_doubled() {
    var one = story.runOf(Story.RICH);
    story.runs.add(
        new Run(UUID.randomUUID(), "rich", one.leadId(), "COMPLETED", true, one.steps()));
    story.responses.put("poor", List.of(story.responses.get("poor").getFirst(), UUID.randomUUID()));

    assertOffence(Kind.DOUBLED, "rich", "started 2 executions");
    assertOffence(Kind.DOUBLED, "poor", "several responses");
    assertThat(StartCheck.ended(story.accepted, story.evidence())).isEqualTo(2);
  }

  @Test
  void an_execution_that_nobody_asked_for_is_found_with_and_without_a_token() {
    story.runs.add(new Run(UUID.randomUUID(), "stranger", null, "COMPLETED", true, List.of()));
    story.runs.add(new Run(UUID.randomUUID(), null, null, "COMPLETED", true, List.of()));
    story.responses.put("nobody", List.of(UUID.randomUUID()));

    assertOffence(Kind.DOUBLED, "stranger", "nobody asked");
    assertOffence(Kind.DOUBLED, "null", "nobody asked");
    assertOffence(Kind.DOUBLED, "nobody", "nobody asked");
  }

  @Test
  void another_execution_than_the_one_that_was_answered_is_found() {
    story.changed(
        Story.PLAIN,
        run -> new Run(UUID.randomUUID(), "plain", run.leadId(), "COMPLETED", true, run.steps()));

    assertOffence(Kind.LOST, "plain", "was answered");
  }

  @Test
  void an_execution_that_did_not_end_is_stuck() {
    story.changed(Story.RICH, run -> Story.withStatus(run, "WAITING", false));

    assertOffence(Kind.STUCK, "rich", "still WAITING");
    assertThat(StartCheck.ended(story.accepted, story.evidence())).isEqualTo(2);
  }

  @Test
  void one_that_does_not_say_when_it_ended_is_stuck() {
    story.changed(Story.RICH, run -> Story.withStatus(run, "COMPLETED", false));

    assertOffence(Kind.STUCK, "rich", "still COMPLETED");
  }

  @Test
  void an_end_other_than_it_must_be_is_lost_work() {
    story.changed(Story.RICH, run -> Story.withStatus(run, "FAILED", true));
    story.changed(Story.POOR, run -> Story.withStatus(run, "COMPLETED", true));

    assertOffence(Kind.LOST, "rich", "FAILED instead of COMPLETED");
    assertOffence(Kind.LOST, "poor", "COMPLETED instead of FAILED");
  }

  @Test
  void a_step_that_is_missing_or_never_completed_is_lost() {
    story.changed(
        Story.RICH,
        run ->
            Story.withSteps(
                run, run.steps().stream().filter(step -> !step.node().equals("wait")).toList()));
    story.changedStep(Story.PLAIN, "note", step -> new StepRow("note", 1, "RUNNING", null));

    assertOffence(Kind.LOST, "rich", "no completed step at 'wait'");
    assertOffence(Kind.LOST, "plain", "no completed step at 'note'");
  }

  @Test
  void a_step_that_is_there_twice_is_doubled_as_the_same_visit_and_as_another() {
    story.changed(Story.RICH, run -> withAnother(run, new StepRow("end", 1, "COMPLETED", null)));
    story.changed(Story.PLAIN, run -> withAnother(run, new StepRow("note", 2, "COMPLETED", null)));
    story.changed(Story.POOR, run -> withAnother(run, new StepRow("end", 1, "COMPLETED", null)));

    assertOffence(Kind.DOUBLED, "rich", "two steps for a visit of 'end'");
    assertOffence(Kind.DOUBLED, "plain", "came to 'note' several times");
    assertOffence(Kind.DOUBLED, "poor", "should not be at 'end'");
  }

  private static Run withAnother(Run run, StepRow step) {
    var steps = new ArrayList<>(run.steps());
    steps.add(step);
    return Story.withSteps(run, steps);
  }

  @Test
  void a_result_that_the_target_never_gave_or_never_sent_is_found() {
    story.changedStep(
        Story.RICH, "call", step -> new StepRow("call", 1, "COMPLETED", "unanswered"));
    story.changedStep(Story.RICH, "report", step -> new StepRow("report", 1, "COMPLETED", null));

    assertOffence(Kind.LOST, "rich", "keeps unanswered of 'call'");
    assertOffence(Kind.LOST, "rich", "keeps null of 'report'");
  }

  @Test
  void another_attempt_under_another_key_or_none_is_a_doubled_effect() {
    story.calls.add(new Call("rich", "call", "k9", "r9", true));
    story.calls.add(new Call("rich", "report", "", "r8", true));

    assertOffence(Kind.DOUBLED, "rich at 'call'", "[k1, k9]");
    assertOffence(Kind.DOUBLED, "rich at 'report'", "[, k2]");
  }

  @Test
  void a_key_that_two_effects_share_loses_one_of_them() {
    story.calls.add(new Call("other", "call", "k1", "r9", true));

    assertOffence(Kind.LOST, "other at 'call', rich at 'call'", "share the key k1");
  }

  @Test
  void a_call_by_one_that_should_not_call_is_found() {
    story.calls.add(new Call("plain", "call", "k9", "r9", true));

    assertOffence(Kind.DOUBLED, "plain", "should not call");
  }

  @Test
  void a_lead_that_changed_too_often_or_too_seldom_is_found() {
    var lead = story.leads.removeFirst();
    story.leads.addFirst(new LeadRow(lead.id(), 3, true, 1));
    var shared = story.leads.removeLast();
    story.leads.addLast(new LeadRow(shared.id(), 1, false, 0));

    assertOffence(Kind.DOUBLED, "lead " + lead.id(), "3 versions instead of 2");
    assertOffence(Kind.LOST, "lead " + shared.id(), "1 versions instead of 2");
  }

  @Test
  void a_response_that_was_captured_twice_or_never_is_found() {
    var lead = story.leads.removeFirst();
    story.leads.add(new LeadRow(lead.id(), 2, true, 2));
    var other = story.leads.removeFirst();
    story.leads.add(new LeadRow(UUID.randomUUID(), 1, true, 0));

    assertOffence(Kind.DOUBLED, "lead " + lead.id(), "2 captures instead of 1");
    assertThat(other.submitted()).isTrue();
    assertThat(story.offences()).anyMatch(found -> found.what().contains("0 captures"));
  }

  @Test
  void numbers_that_do_not_add_up_are_found() {
    story.counted.set(0, new Counted("workspace", 4, 1, 1, 0, 1));
    story.counted.set(1, new Counted("workflow", 3, 2, 2, 1, -1));

    assertOffence(Kind.DOUBLED, "workspace", "4 started instead of 3");
    assertOffence(Kind.LOST, "workspace", "1 completed instead of 2");
    assertOffence(Kind.LOST, "workspace", "1 responses instead of 2");
    assertOffence(Kind.DOUBLED, "workflow", "2 failed instead of 1");
    assertOffence(Kind.DOUBLED, "workflow", "1 cancelled instead of 0").hasSize(5);
  }
}
