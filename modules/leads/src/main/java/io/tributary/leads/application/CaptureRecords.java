package io.tributary.leads.application;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.leads.application.port.out.ActivityStore;
import io.tributary.leads.application.port.out.LeadStore.Captured;
import io.tributary.leads.domain.Activity;
import io.tributary.leads.domain.Activity.Kind;
import io.tributary.leads.domain.LeadSource;
import io.tributary.leads.domain.Submission;
import io.tributary.leads.events.LeadCaptured;
import io.tributary.leads.events.LeadCreated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What is told of a capture: an activity and a `LeadCaptured` for each response, a `LeadCreated`
/// for each new lead.
@Component
final class CaptureRecords {
  private final ActivityStore activities;
  private final Outbox outbox;
  private final IdGenerator ids;

  CaptureRecords(ActivityStore activities, Outbox outbox, IdGenerator ids) {
    this.activities = activities;
    this.outbox = outbox;
    this.ids = ids;
  }

  Mono<Void> write(List<Captured> captured) {
    var written = new ArrayList<Activity>();
    var events = new ArrayList<Event>();
    for (var one : captured) {
      var submissions = one.candidate().capture().submissions();
      for (var submission : submissions) {
        written.add(activity(one.leadId(), submission));
      }
      if (one.created()) {
        events.add(created(one));
      }
      for (var submission : submissions) {
        var first = submission.equals(submissions.getFirst());
        events.add(captured(one, submission, one.created() && first));
      }
    }
    return activities.append(written).then(Mono.defer(() -> outbox.append(events)));
  }

  private Activity activity(UUID leadId, Submission submission) {
    return new Activity(
        submission.workspaceId(),
        ids.next(),
        leadId,
        Kind.CAPTURED,
        "form:" + submission.formId(),
        submission.formId(),
        submission.responseId(),
        Map.of(),
        submission.submittedAt());
  }

  private LeadCreated created(Captured one) {
    return new LeadCreated(
        ids.next(),
        one.candidate().capture().workspaceId(),
        one.candidate().capture().first().submittedAt(),
        one.leadId(),
        LeadSource.FORM.key());
  }

  private LeadCaptured captured(Captured one, Submission submission, boolean created) {
    return new LeadCaptured(
        ids.next(),
        submission.workspaceId(),
        submission.submittedAt(),
        one.leadId(),
        submission.formId(),
        submission.formVersion(),
        submission.responseId(),
        created);
  }
}
