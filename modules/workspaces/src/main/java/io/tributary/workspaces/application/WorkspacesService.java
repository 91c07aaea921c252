package io.tributary.workspaces.application;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workspaces.application.port.in.Workspaces;
import io.tributary.workspaces.application.port.out.ApiKeyStore;
import io.tributary.workspaces.application.port.out.WorkspaceStore;
import io.tributary.workspaces.domain.ApiKeyDraft;
import io.tributary.workspaces.domain.Permission;
import io.tributary.workspaces.domain.Workspace;
import io.tributary.workspaces.domain.WorkspaceDraft;
import java.time.Clock;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class WorkspacesService implements Workspaces {
  private static final String SCOPE = "workspaces";
  private static final ApiKeyDraft FIRST_KEY =
      new ApiKeyDraft("First key", Permission.ofWorkspace());

  private final WorkspaceStore workspaces;
  private final ApiKeyStore keys;
  private final KeyFactory factory;
  private final Transactions transactions;
  private final Cursors cursors;
  private final IdGenerator ids;
  private final Clock clock;

  WorkspacesService(
      WorkspaceStore workspaces,
      ApiKeyStore keys,
      KeyFactory factory,
      Transactions transactions,
      Cursors cursors,
      IdGenerator ids,
      Clock clock) {
    this.workspaces = workspaces;
    this.keys = keys;
    this.factory = factory;
    this.transactions = transactions;
    this.cursors = cursors;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<Created> create(WorkspaceDraft draft) {
    return Mono.defer(
        () -> {
          var workspace =
              new Workspace(
                  new WorkspaceId(ids.next()), draft.name(), draft.timeZone(), clock.instant());
          var first = factory.issue(workspace.id(), FIRST_KEY, "system");
          return transactions.asWorker(
              workspaces
                  .insert(workspace)
                  .then(keys.insert(first.key(), first.secret().hash()))
                  .thenReturn(new Created(workspace, first.secret())));
        });
  }

  @Override
  public Mono<Workspace> get(WorkspaceId workspace) {
    return transactions
        .inWorkspace(workspace, workspaces.find(workspace))
        .switchIfEmpty(Mono.error(() -> new NotFound("workspace")));
  }

  @Override
  public Mono<Page<Workspace>> list(PageRequest page) {
    return Mono.defer(
        () ->
            transactions
                .asWorker(workspaces.newest(cursors.decodeId(SCOPE, page.cursor()), page.rows()))
                .map(
                    rows ->
                        Page.of(
                            rows,
                            page.limit(),
                            last -> cursors.encodeId(SCOPE, last.id().value()))));
  }
}
