package io.tributary.workflows.application.connections;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.connections.ManageCredentials;
import io.tributary.workflows.application.port.out.connections.CredentialStore;
import io.tributary.workflows.application.port.out.connections.CredentialStore.Stored;
import io.tributary.workflows.application.port.out.connections.RequestKey;
import io.tributary.workflows.domain.connections.ConnectionsProblem.KeyTaken;
import io.tributary.workflows.domain.connections.Credential;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class CredentialsService implements ManageCredentials {
  private final CredentialStore store;
  private final CredentialDrafts drafts;
  private final CredentialVault vault;
  private final RequestKeys requestKeys;
  private final Transactions transactions;
  private final Cursors cursors;
  private final IdGenerator ids;
  private final Clock clock;

  CredentialsService(
      CredentialStore store,
      CredentialDrafts drafts,
      CredentialVault vault,
      RequestKeys requestKeys,
      Transactions transactions,
      Cursors cursors,
      IdGenerator ids,
      Clock clock) {
    this.store = store;
    this.drafts = drafts;
    this.vault = vault;
    this.requestKeys = requestKeys;
    this.transactions = transactions;
    this.cursors = cursors;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<Credential> create(
      WorkspaceId workspace, Draft draft, @Nullable String idempotencyKey) {
    return Mono.defer(
        () -> {
          var request = requestKeys.of(idempotencyKey, "credential", asked(draft));
          var checked = drafts.checkedNew(draft);
          var now = now();
          var credential =
              new Credential(
                  ids.next(),
                  checked.label(),
                  checked.kind(),
                  checked.host(),
                  checked.values().open(),
                  now,
                  now,
                  1);
          var secret = vault.seal(workspace, credential.id(), checked.values().secret());
          return transactions.inWorkspace(
              workspace,
              store
                  .insert(workspace, new Stored(credential, secret), request)
                  .flatMap(
                      inserted ->
                          inserted
                              ? vault
                                  .changed(workspace, credential.label().key())
                                  .thenReturn(credential)
                              : repeated(workspace, credential.label().key(), request)));
        });
  }

  private Mono<Credential> repeated(
      WorkspaceId workspace, String key, @Nullable RequestKey request) {
    var taken = Mono.<Credential>error(() -> new KeyTaken(key));
    return request == null
        ? taken
        : store
            .requested(workspace, request.key())
            .doOnNext(found -> RequestKeys.same(request, found.hash()))
            .map(CredentialStore.Requested::credential)
            .switchIfEmpty(taken);
  }

  @Override
  public Mono<Page<Credential>> list(WorkspaceId workspace, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "credentials|" + workspace;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, store.list(workspace, before, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<Credential> find(WorkspaceId workspace, UUID id) {
    return transactions
        .inWorkspace(workspace, store.find(workspace, id))
        .map(Stored::credential)
        .switchIfEmpty(Mono.error(CredentialsService::notFound));
  }

  @Override
  public Mono<Credential> replace(
      WorkspaceId workspace, UUID id, Draft draft, ExpectedVersion expected) {
    return Mono.defer(
        () -> {
          expected.required();
          return transactions.inWorkspace(
              workspace,
              locked(workspace, id, expected)
                  .flatMap(
                      stored -> {
                        var changed = changed(workspace, stored, draft);
                        return store
                            .update(workspace, changed)
                            .then(vault.changed(workspace, changed.credential().label().key()))
                            .thenReturn(changed.credential());
                      }));
        });
  }

  private Stored changed(WorkspaceId workspace, Stored stored, Draft draft) {
    var before = stored.credential();
    var checked = drafts.checkedChange(before, draft);
    var secret = checked.values().secret();
    var credential =
        new Credential(
            before.id(),
            checked.label(),
            checked.kind(),
            checked.host(),
            checked.values().open(),
            before.createdAt(),
            now(),
            before.version() + 1);
    return new Stored(
        credential,
        secret.isEmpty() ? stored.secret() : vault.seal(workspace, before.id(), secret));
  }

  @Override
  public Mono<Void> delete(WorkspaceId workspace, UUID id, ExpectedVersion expected) {
    return transactions.inWorkspace(
        workspace,
        locked(workspace, id, expected)
            .flatMap(
                stored ->
                    store
                        .delete(workspace, id)
                        .then(vault.changed(workspace, stored.credential().label().key()))));
  }

  private Mono<Stored> locked(WorkspaceId workspace, UUID id, ExpectedVersion expected) {
    return store
        .lock(workspace, id)
        .switchIfEmpty(Mono.error(CredentialsService::notFound))
        .doOnNext(stored -> expected.check(stored.credential().version()));
  }

  private static java.util.List<@Nullable Object> asked(Draft draft) {
    var values = draft.values();
    return Arrays.asList(
        draft.key(),
        draft.name(),
        draft.kind(),
        draft.host(),
        values == null ? null : new TreeMap<>(values));
  }

  private static NotFound notFound() {
    return new NotFound("credential");
  }

  /// As precise as the database keeps it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
