package io.tributary.leads.application;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.LeadRef;
import io.tributary.leads.application.LeadEditor.Request;
import io.tributary.leads.application.LeadEditor.Result;
import io.tributary.leads.application.port.in.ChangeLead;
import io.tributary.leads.application.port.out.ActivityStore;
import io.tributary.leads.application.port.out.LeadStore;
import io.tributary.leads.domain.Activity;
import io.tributary.leads.domain.Activity.Kind;
import io.tributary.leads.domain.Lead;
import io.tributary.leads.domain.LeadChanges;
import io.tributary.leads.domain.LeadsProblem.EmailTaken;
import java.time.Clock;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

@Service
final class ChangeLeadService implements ChangeLead {
  /// Somebody took the address between our look and our write: look again.
  private static final Retry LOOK_AGAIN =
      Retry.max(2).filter(DuplicateKeyException.class::isInstance);

  private final Transactions transactions;
  private final LeadEditor editor;
  private final LeadStore leads;
  private final ActivityStore activities;
  private final IdGenerator ids;
  private final Clock clock;

  ChangeLeadService(
      Transactions transactions,
      LeadEditor editor,
      LeadStore leads,
      ActivityStore activities,
      IdGenerator ids,
      Clock clock) {
    this.transactions = transactions;
    this.editor = editor;
    this.leads = leads;
    this.activities = activities;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<Lead> change(Target target, LeadChanges changes) {
    var request = new Request(refOf(target), changes, target.actor(), target.versionCheck());
    var work = Mono.defer(() -> editor.edit(List.of(request)));
    return transactions
        .inWorkspace(target.workspace(), work)
        .retryWhen(LOOK_AGAIN)
        .map(results -> changed(results.getFirst()));
  }

  private static Lead changed(Result result) {
    var lead = result.lead();
    if (lead == null) {
      throw new NotFound("lead");
    }
    if (result.emailOwner() != null && result.faults().size() == 1) {
      throw new EmailTaken(result.emailOwner());
    }
    if (!result.faults().isEmpty()) {
      throw new InvalidInput(result.faults());
    }
    return lead;
  }

  @Override
  public Mono<Void> delete(Target target) {
    var ref = refOf(target);
    var work =
        leads
            .lock(List.of(ref))
            .filter(found -> !found.isEmpty())
            .switchIfEmpty(Mono.error(() -> new NotFound("lead")))
            .map(List::getFirst)
            .doOnNext(lead -> target.versionCheck().accept(lead.version()))
            .flatMap(lead -> delete(ref, lead, target.actor()));
    return transactions.inWorkspace(target.workspace(), work);
  }

  private Mono<Void> delete(LeadRef ref, Lead lead, String actor) {
    var now = clock.instant();
    return leads
        .delete(ref, now)
        .then(activities.append(List.of(Activity.of(lead, ids.next(), Kind.DELETED, actor, now))));
  }

  private static LeadRef refOf(Target target) {
    return new LeadRef(target.workspace().value(), target.leadId());
  }
}
