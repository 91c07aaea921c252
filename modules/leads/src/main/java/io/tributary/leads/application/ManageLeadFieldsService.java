package io.tributary.leads.application;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.application.port.in.ManageLeadFields;
import io.tributary.leads.application.port.out.SchemaStore;
import io.tributary.leads.domain.FieldBudget;
import io.tributary.leads.domain.FieldDraft;
import io.tributary.leads.domain.LeadField;
import io.tributary.leads.domain.LeadsProblem.KeyTaken;
import io.tributary.leads.domain.Stage;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class ManageLeadFieldsService implements ManageLeadFields {
  private final Transactions transactions;
  private final SchemaStore schemas;
  private final Cursors cursors;
  private final IdGenerator ids;
  private final Clock clock;

  ManageLeadFieldsService(
      Transactions transactions,
      SchemaStore schemas,
      Cursors cursors,
      IdGenerator ids,
      Clock clock) {
    this.transactions = transactions;
    this.schemas = schemas;
    this.cursors = cursors;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<Page<LeadField>> list(WorkspaceId workspace, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "lead-fields|" + workspace;
          var after = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, schemas.list(workspace.value(), after, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<LeadField> add(Command command) {
    return Mono.defer(
        () -> {
          var draft =
              new FieldDraft(command.key(), command.label(), command.type(), command.options());
          var field = draft.toField(command.workspace().value(), ids.next(), clock.instant());
          return transactions.inWorkspace(command.workspace(), insert(field));
        });
  }

  /// The budget comes first: a key that is taken is only told to whom there was room for.
  private Mono<LeadField> insert(LeadField field) {
    UUID workspace = field.workspaceId();
    return schemas
        .lockBudgets(List.of(workspace))
        .map(budgets -> budgets.getOrDefault(workspace, new FieldBudget(0)))
        .doOnNext(FieldBudget::requireOneMore)
        .flatMap(budget -> schemas.insert(List.of(field)))
        .map(
            stored -> {
              if (stored == 0) {
                throw new KeyTaken(field.key());
              }
              return field;
            });
  }

  @Override
  public Mono<List<Stage>> stages(WorkspaceId workspace) {
    return transactions
        .inWorkspace(workspace, schemas.load(workspace.value()))
        .map(schema -> schema.pipeline().stages());
  }
}
