package io.tributary.leads.application;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.GroupRead;
import io.tributary.kernel.transactions.GroupReads;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.application.port.in.ReadLeads;
import io.tributary.leads.application.port.out.ActivityStore;
import io.tributary.leads.application.port.out.LeadReads;
import io.tributary.leads.application.port.out.LeadReads.Position;
import io.tributary.leads.application.port.out.LeadReads.Selection;
import io.tributary.leads.application.port.out.SchemaStore;
import io.tributary.leads.domain.Activity;
import io.tributary.leads.domain.OwnerId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class ReadLeadsService implements ReadLeads {
  private final Transactions transactions;
  private final LeadReads leads;
  private final GroupRead<WorkspaceId, UUID, StoredLead> leadsById;
  private final Function<Question, Mono<List<StoredLead>>> pages;
  private final ActivityStore activities;
  private final SchemaStore schemas;
  private final Cursors cursors;

  ReadLeadsService(
      Transactions transactions,
      GroupReads reads,
      LeadReads leads,
      ActivityStore activities,
      SchemaStore schemas,
      Cursors cursors) {
    this.transactions = transactions;
    this.leads = leads;
    this.leadsById =
        reads.byKey(
            (workspace, ids) ->
                transactions.selectInWorkspace(workspace, leads.find(workspace.value(), ids)));
    this.pages = reads.shared(this::rowsOf);
    this.activities = activities;
    this.schemas = schemas;
    this.cursors = cursors;
  }

  @Override
  public Mono<Page<StoredLead>> list(WorkspaceId workspace, Filter filter, PageRequest page) {
    return Mono.defer(
        () -> {
          var owner = filter.ownerId() == null ? null : OwnerId.of(filter.ownerId());
          var scope = scopeOf(workspace, filter.stage(), owner);
          var after = positionOf(scope, page.cursor());
          return pages
              .apply(new Question(workspace, filter, owner, after, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), lead -> cursorOf(scope, lead)));
        });
  }

  private static String scopeOf(
      WorkspaceId workspace, @Nullable String stage, @Nullable OwnerId owner) {
    // the stage comes last, since it is any text
    return "leads|"
        + workspace
        + "|"
        + (owner == null ? "" : "owner=" + owner.value() + "|")
        + (stage == null ? "" : "stage=" + stage);
  }

  private Mono<List<StoredLead>> rowsOf(Question question) {
    var owner = question.owner();
    var found =
        question.isOfNoOwner()
            ? Mono.just(List.<StoredLead>of())
            : transactions.selectInWorkspace(
                question.workspace(),
                leads.list(
                    question.workspace().value(),
                    new Selection(question.filter().stage(), owner == null ? null : owner.value()),
                    question.after(),
                    question.rows()));
    return found.flatMap(rows -> rows.isEmpty() ? noneOf(question) : Mono.just(rows));
  }

  /// A page with leads proves that the filter is good; only an empty one has to ask.
  private Mono<List<StoredLead>> noneOf(Question question) {
    var stage = question.filter().stage();
    return (stage == null ? Mono.just(true) : isStage(question.workspace(), stage))
        .map(
            known -> {
              var faults = new Faults();
              if (!known) {
                faults.add(new Fault("?stage", "unknown-stage", "is no stage of this workspace"));
              }
              if (question.isOfNoOwner()) {
                faults.add(new Fault("?ownerId", "not-an-id", "must be a UUID"));
              }
              faults.throwIfAny();
              return List.of();
            });
  }

  private Mono<Boolean> isStage(WorkspaceId workspace, String stage) {
    return transactions
        .readInWorkspace(workspace, schemas.load(workspace.value()))
        .map(schema -> schema.pipeline().has(stage));
  }

  private @Nullable Position positionOf(String scope, @Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    var parts = cursors.decode(scope, cursor);
    return new Position(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
  }

  private String cursorOf(String scope, StoredLead lead) {
    return cursors.encode(scope, List.of(lead.createdAt().toString(), lead.id().toString()));
  }

  @Override
  public Mono<StoredLead> get(WorkspaceId workspace, UUID leadId) {
    return leadsById.get(workspace, leadId).switchIfEmpty(Mono.error(ReadLeadsService::noLead));
  }

  private static NotFound noLead() {
    return new NotFound("lead");
  }

  @Override
  public Mono<Page<Activity>> activities(WorkspaceId workspace, UUID leadId, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "lead-activities|" + workspace + "|" + leadId;
          var before = cursors.decodeId(scope, page.cursor());
          var work =
              leads
                  .find(workspace.value(), List.of(leadId))
                  .filter(found -> !found.isEmpty())
                  .switchIfEmpty(Mono.error(ReadLeadsService::noLead))
                  .flatMap(
                      found -> activities.list(workspace.value(), leadId, before, page.rows()));
          return transactions
              .readInWorkspace(workspace, work)
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  /// Equal for requests that have the same rows.
  private record Question(
      WorkspaceId workspace,
      Filter filter,
      @Nullable OwnerId owner,
      @Nullable Position after,
      int rows) {
    private boolean isOfNoOwner() {
      return filter.ownerId() != null && owner == null;
    }
  }
}
