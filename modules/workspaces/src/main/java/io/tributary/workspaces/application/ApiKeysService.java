package io.tributary.workspaces.application;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workspaces.application.port.in.ApiKeys;
import io.tributary.workspaces.application.port.out.ApiKeyStore;
import io.tributary.workspaces.application.port.out.WorkspaceStore;
import io.tributary.workspaces.domain.ApiKey;
import io.tributary.workspaces.domain.ApiKeyDraft;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class ApiKeysService implements ApiKeys {
  private final ApiKeyStore keys;
  private final WorkspaceStore workspaces;
  private final KeyFactory factory;
  private final KnownKeys known;
  private final Transactions transactions;
  private final Cursors cursors;
  private final Clock clock;

  ApiKeysService(
      ApiKeyStore keys,
      WorkspaceStore workspaces,
      KeyFactory factory,
      KnownKeys known,
      Transactions transactions,
      Cursors cursors,
      Clock clock) {
    this.keys = keys;
    this.workspaces = workspaces;
    this.factory = factory;
    this.known = known;
    this.transactions = transactions;
    this.cursors = cursors;
    this.clock = clock;
  }

  @Override
  public Mono<Issued> issue(WorkspaceId workspace, ApiKeyDraft draft, String actor) {
    return Mono.defer(
        () -> {
          var issued = factory.issue(workspace, draft, actor);
          return transactions.inWorkspace(
              workspace,
              workspaces
                  .find(workspace)
                  .switchIfEmpty(Mono.error(() -> new NotFound("workspace")))
                  .then(keys.insert(issued.key(), issued.secret().hash()))
                  .thenReturn(issued));
        });
  }

  @Override
  public Mono<Page<ApiKey>> list(WorkspaceId workspace, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "api-keys:" + workspace;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, keys.newest(workspace, before, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<Void> revoke(WorkspaceId workspace, UUID id) {
    return transactions
        .inWorkspace(workspace, Mono.defer(() -> keys.revoke(workspace, id, clock.instant())))
        .flatMap(found -> found ? Mono.<Void>empty() : Mono.error(new NotFound("API key")))
        .doOnSuccess(done -> known.forget(id));
  }
}
