package io.tributary.leads.application;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.leads.LeadRef;
import io.tributary.leads.application.port.out.LeadStore;
import io.tributary.leads.application.port.out.LeadStore.EmailOf;
import io.tributary.leads.application.port.out.SchemaStore;
import io.tributary.leads.domain.Email;
import io.tributary.leads.domain.Lead;
import io.tributary.leads.domain.LeadChanges;
import io.tributary.leads.domain.LeadEdit;
import io.tributary.leads.domain.LeadEdit.Change;
import io.tributary.leads.domain.LeadSchema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Changes leads: by a fixed number of statements, whoever asks and for however many.
@Component
final class LeadEditor {
  private final LeadStore leads;
  private final SchemaStore schemas;
  private final EditRecords records;
  private final Clock clock;

  LeadEditor(LeadStore leads, SchemaStore schemas, EditRecords records, Clock clock) {
    this.leads = leads;
    this.schemas = schemas;
    this.records = records;
    this.clock = clock;
  }

  /// @param versionCheck is given the lead's version, locked
  record Request(LeadRef ref, LeadChanges changes, String actor, IntConsumer versionCheck) {}

  /// @param lead as it is afterwards; null if there is none
  /// @param changes empty if nothing changed
  /// @param emailOwner the other lead that has the wanted e-mail, if that is a fault
  record Result(
      Request request,
      @Nullable Lead lead,
      Map<String, Change> changes,
      List<Fault> faults,
      @Nullable UUID emailOwner) {}

  /// @return one for each request, in their order
  Mono<List<Result>> edit(List<Request> requests) {
    var workspaces = requests.stream().map(r -> r.ref().workspaceId()).distinct().toList();
    return leads
        .lock(requests.stream().map(Request::ref).distinct().toList())
        .flatMap(
            locked ->
                schemas
                    .load(workspaces)
                    .flatMap(
                        schema ->
                            leads
                                .owners(wantedEmails(requests))
                                .map(owners -> new Batch(locked, schema, owners))))
        .flatMap(
            batch -> {
              var results = requests.stream().map(batch::apply).toList();
              return write(results, batch.schemas).thenReturn(results);
            });
  }

  private Mono<Void> write(List<Result> results, Map<UUID, LeadSchema> schema) {
    var changed = results.stream().filter(result -> !result.changes().isEmpty()).toList();
    if (changed.isEmpty()) {
      return Mono.empty();
    }
    return leads
        .update(latest(changed))
        .then(leads.replaceValues(EditRecords.values(changed, schema)))
        .then(records.write(changed));
  }

  /// Of several changes of one lead the last one is what it has become.
  private static List<Lead> latest(List<Result> changed) {
    var leads = new HashMap<UUID, Lead>();
    changed.forEach(result -> leads.put(result.request().ref().leadId(), lead(result)));
    return List.copyOf(leads.values());
  }

  static Lead lead(Result result) {
    return Objects.requireNonNull(result.lead());
  }

  private static List<EmailOf> wantedEmails(List<Request> requests) {
    var emails = new ArrayList<EmailOf>();
    for (var request : requests) {
      if (request.changes().own().get("email") instanceof String text) {
        var email = Email.of(text);
        if (email != null) {
          emails.add(new EmailOf(request.ref().workspaceId(), email.value()));
        }
      }
    }
    return emails;
  }

  /// The locked leads as the requests change them, one after the other.
  private final class Batch {
    private final Map<LeadRef, Lead> current = new HashMap<>();
    private final Map<UUID, LeadSchema> schemas;
    private final Map<EmailOf, UUID> owners;

    Batch(List<Lead> locked, Map<UUID, LeadSchema> schemas, Map<EmailOf, UUID> owners) {
      locked.forEach(lead -> current.put(new LeadRef(lead.workspaceId(), lead.id()), lead));
      this.schemas = schemas;
      this.owners = new HashMap<>(owners);
    }

    Result apply(Request request) {
      var lead = current.get(request.ref());
      if (lead == null) {
        var gone = new Fault("", "not-found", "there is no such lead");
        return new Result(request, null, Map.of(), List.of(gone), null);
      }
      request.versionCheck().accept(lead.version());
      var faults = new Faults();
      var schema = schemas.getOrDefault(lead.workspaceId(), LeadSchema.empty());
      var edit = LeadEdit.of(request.changes(), schema, faults);
      var owner = otherOwner(edit.newEmail(), lead, faults);
      if (!faults.isEmpty()) {
        return new Result(request, lead, Map.of(), faults.all(), owner);
      }
      var edited = edit.apply(lead, clock.instant());
      current.put(request.ref(), edited.lead());
      return new Result(request, edited.lead(), edited.changes(), List.of(), null);
    }

    /// An address that another request of the batch gives away counts as taken all the same: the
    /// rows are written in no particular order.
    private @Nullable UUID otherOwner(@Nullable String email, Lead lead, Faults faults) {
      if (email == null || email.equals(lead.email())) {
        return null;
      }
      var wanted = new EmailOf(lead.workspaceId(), email);
      var owner = owners.get(wanted);
      if (owner == null && faults.isEmpty()) {
        owners.put(wanted, lead.id());
      }
      if (owner != null && !owner.equals(lead.id())) {
        faults.at("email").add("taken", "another lead has this e-mail address");
        return owner;
      }
      return null;
    }
  }
}
