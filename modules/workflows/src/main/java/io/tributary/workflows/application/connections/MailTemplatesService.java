package io.tributary.workflows.application.connections;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.connections.ManageMailTemplates;
import io.tributary.workflows.application.port.out.connections.MailTemplateStore;
import io.tributary.workflows.application.port.out.connections.RequestKey;
import io.tributary.workflows.domain.connections.ConnectionsProblem.KeyTaken;
import io.tributary.workflows.domain.connections.Label;
import io.tributary.workflows.domain.connections.MailTemplate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class MailTemplatesService implements ManageMailTemplates {
  private final MailTemplateStore store;
  private final MailTexts texts;
  private final CachedMailTemplates cached;
  private final RequestKeys requestKeys;
  private final Transactions transactions;
  private final Cursors cursors;
  private final IdGenerator ids;
  private final Clock clock;

  MailTemplatesService(
      MailTemplateStore store,
      MailTexts texts,
      CachedMailTemplates cached,
      RequestKeys requestKeys,
      Transactions transactions,
      Cursors cursors,
      IdGenerator ids,
      Clock clock) {
    this.store = store;
    this.texts = texts;
    this.cached = cached;
    this.requestKeys = requestKeys;
    this.transactions = transactions;
    this.cursors = cursors;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<MailTemplate> create(
      WorkspaceId workspace, Draft draft, @Nullable String idempotencyKey) {
    return Mono.defer(
        () -> {
          var asked =
              Arrays.<@Nullable Object>asList(
                  draft.key(), draft.name(), draft.subject(), draft.text(), draft.html());
          var request = requestKeys.of(idempotencyKey, "mail-template", asked);
          var faults = new Faults();
          var label = Label.checked(draft.key(), draft.name(), faults);
          var content = texts.checked(draft, faults);
          faults.throwIfAny();
          var now = now();
          var template = new MailTemplate(ids.next(), label, content, now, now, 1);
          return transactions.inWorkspace(
              workspace,
              store
                  .insert(workspace, template, request)
                  .flatMap(
                      inserted ->
                          inserted
                              ? cached.changed(workspace, label.key()).thenReturn(template)
                              : repeated(workspace, label.key(), request)));
        });
  }

  private Mono<MailTemplate> repeated(
      WorkspaceId workspace, String key, @Nullable RequestKey request) {
    var taken = Mono.<MailTemplate>error(() -> new KeyTaken(key));
    return request == null
        ? taken
        : store
            .requested(workspace, request.key())
            .doOnNext(found -> RequestKeys.same(request, found.hash()))
            .map(MailTemplateStore.Requested::template)
            .switchIfEmpty(taken);
  }

  @Override
  public Mono<Page<MailTemplate>> list(WorkspaceId workspace, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "mail-templates|" + workspace;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, store.list(workspace, before, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<MailTemplate> find(WorkspaceId workspace, UUID id) {
    return transactions
        .inWorkspace(workspace, store.find(workspace, id))
        .switchIfEmpty(Mono.error(MailTemplatesService::notFound));
  }

  @Override
  public Mono<MailTemplate> replace(
      WorkspaceId workspace, UUID id, Draft draft, ExpectedVersion expected) {
    return Mono.defer(
        () -> {
          expected.required();
          return transactions.inWorkspace(
              workspace,
              locked(workspace, id, expected)
                  .map(before -> changed(before, draft))
                  .flatMap(
                      template ->
                          store
                              .update(workspace, template)
                              .then(cached.changed(workspace, template.label().key()))
                              .thenReturn(template)));
        });
  }

  private MailTemplate changed(MailTemplate before, Draft draft) {
    var faults = new Faults();
    var label = before.label().named(draft.name(), faults);
    var content = texts.checked(draft, faults);
    faults.throwIfAny();
    return new MailTemplate(
        before.id(), label, content, before.createdAt(), now(), before.version() + 1);
  }

  @Override
  public Mono<Void> delete(WorkspaceId workspace, UUID id, ExpectedVersion expected) {
    return transactions.inWorkspace(
        workspace,
        locked(workspace, id, expected)
            .flatMap(
                template ->
                    store
                        .delete(workspace, id)
                        .then(cached.changed(workspace, template.label().key()))));
  }

  @Override
  public Mono<MailTemplate.Content> preview(
      WorkspaceId workspace, UUID id, Map<String, Object> values) {
    return find(workspace, id).map(template -> texts.rendered(template.content(), values));
  }

  private Mono<MailTemplate> locked(WorkspaceId workspace, UUID id, ExpectedVersion expected) {
    return store
        .lock(workspace, id)
        .switchIfEmpty(Mono.error(MailTemplatesService::notFound))
        .doOnNext(template -> expected.check(template.version()));
  }

  private static NotFound notFound() {
    return new NotFound("mail template");
  }

  /// As precise as the database keeps it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
