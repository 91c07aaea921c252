package io.tributary.leads.application;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.application.port.in.CreateLead;
import io.tributary.leads.application.port.out.ActivityStore;
import io.tributary.leads.application.port.out.LeadStore;
import io.tributary.leads.application.port.out.LeadStore.EmailOf;
import io.tributary.leads.application.port.out.LeadStore.FieldValues;
import io.tributary.leads.application.port.out.SchemaStore;
import io.tributary.leads.domain.Activity;
import io.tributary.leads.domain.Activity.Kind;
import io.tributary.leads.domain.Lead;
import io.tributary.leads.domain.LeadEdit;
import io.tributary.leads.domain.LeadSchema;
import io.tributary.leads.domain.LeadsProblem.EmailTaken;
import io.tributary.leads.events.LeadCreated;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class CreateLeadService implements CreateLead {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final LeadStore leads;
  private final SchemaStore schemas;
  private final ActivityStore activities;
  private final Outbox outbox;
  private final IdGenerator ids;
  private final Clock clock;

  CreateLeadService(
      Transactions transactions,
      LeadStore leads,
      SchemaStore schemas,
      ActivityStore activities,
      Outbox outbox,
      IdGenerator ids,
      Clock clock) {
    this.transactions = transactions;
    this.leads = leads;
    this.schemas = schemas;
    this.activities = activities;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<Lead> create(Command command) {
    var work =
        schemas
            .load(command.workspace().value())
            .flatMap(schema -> insert(newLead(command, schema), schema, command));
    return transactions.inWorkspace(command.workspace(), work);
  }

  private Lead newLead(Command command, LeadSchema schema) {
    var faults = new Faults();
    var edit = LeadEdit.of(command.values(), schema, faults);
    if (faults.isEmpty()) {
      faults.require(
          edit.identifies(), "required", "needs at least an e-mail, name, company or phone");
    }
    faults.throwIfAny();
    var now = clock.instant();
    var blank = Lead.blank(command.workspace().value(), ids.next(), schema.pipeline().first(), now);
    return edit.apply(blank, now).lead().first();
  }

  private Mono<Lead> insert(Lead lead, LeadSchema schema, Command command) {
    return leads
        .insert(lead, command.request())
        .flatMap(
            stored -> stored ? record(lead, schema, command.actor()) : alreadyThere(lead, command));
  }

  private Mono<Lead> record(Lead lead, LeadSchema schema, String actor) {
    var created =
        new LeadCreated(
            ids.next(), lead.workspaceId(), lead.createdAt(), lead.id(), lead.source().key());
    var activity = Activity.of(lead, ids.next(), Kind.CREATED, actor, lead.createdAt());
    return leads
        .addValues(typedValues(lead, schema))
        .then(activities.append(List.of(activity)))
        .then(outbox.append(created))
        .thenReturn(lead);
  }

  private static List<FieldValues> typedValues(Lead lead, LeadSchema schema) {
    var values = new ArrayList<FieldValues>();
    lead.fields()
        .forEach(
            (key, value) -> {
              var field = schema.field(key);
              if (field != null) {
                values.add(
                    new FieldValues(lead.workspaceId(), lead.id(), field.id(), field.typed(value)));
              }
            });
    return values;
  }

  /// Either this very request was answered before, or somebody else has the address.
  private Mono<Lead> alreadyThere(Lead lead, Command command) {
    return answeredBefore(lead, command).switchIfEmpty(Mono.defer(() -> emailTaken(lead)));
  }

  private Mono<Lead> answeredBefore(Lead lead, Command command) {
    var request = command.request();
    if (request == null) {
      return Mono.empty();
    }
    return leads
        .requested(lead.workspaceId(), request.key())
        .map(
            before -> {
              if (!before.hash().equals(request.hash())) {
                throw new IdempotencyKeyReused();
              }
              return before.lead();
            });
  }

  private Mono<Lead> emailTaken(Lead lead) {
    var email = lead.email();
    if (email == null) {
      return Mono.error(new IllegalStateException("a lead without e-mail met another"));
    }
    var wanted = new EmailOf(lead.workspaceId(), email);
    return leads
        .owners(List.of(wanted))
        .map(
            owners -> {
              var owner = owners.get(wanted);
              // whoever had it was deleted meanwhile
              throw owner == null ? new Overloaded(RETRY_AFTER) : new EmailTaken(owner);
            });
  }
}
