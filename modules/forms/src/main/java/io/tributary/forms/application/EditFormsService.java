package io.tributary.forms.application;

import io.tributary.forms.application.port.in.EditForms;
import io.tributary.forms.application.port.in.ReadForms.FormView;
import io.tributary.forms.application.port.out.FormStore;
import io.tributary.forms.domain.Form;
import io.tributary.forms.domain.FormDefinition;
import io.tributary.forms.domain.FormDraft;
import io.tributary.forms.domain.FormStatus;
import io.tributary.forms.domain.Publication;
import io.tributary.forms.events.FormPublished;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class EditFormsService implements EditForms {
  private final FormStore forms;
  private final PublishedForms published;
  private final FormKeys keys;
  private final Outbox outbox;
  private final Transactions transactions;
  private final IdGenerator ids;
  private final Clock clock;

  EditFormsService(
      FormStore forms,
      PublishedForms published,
      FormKeys keys,
      Outbox outbox,
      Transactions transactions,
      IdGenerator ids,
      Clock clock) {
    this.forms = forms;
    this.published = published;
    this.keys = keys;
    this.outbox = outbox;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<FormView> create(WorkspaceId workspace, FormDraft draft) {
    return Mono.defer(
        () -> {
          var definition = FormDefinition.of(draft);
          var id = ids.next();
          return transactions.inWorkspace(
              workspace,
              forms
                  .insert(workspace, id, keys.next(), definition, clock.instant())
                  .then(view(workspace, id)));
        });
  }

  @Override
  public Mono<FormView> edit(
      WorkspaceId workspace, UUID formId, ExpectedVersion expected, FormDraft draft) {
    return Mono.defer(
        () -> {
          expected.required();
          var definition = FormDefinition.of(draft);
          return change(
              workspace,
              formId,
              expected,
              form -> {
                form.requireEditable();
                return forms.replaceDraft(workspace, formId, definition, clock.instant());
              });
        });
  }

  @Override
  public Mono<FormView> publish(WorkspaceId workspace, UUID formId, ExpectedVersion expected) {
    return change(
        workspace,
        formId,
        expected,
        form ->
            switch (form.publish()) {
              case Publication.Nothing() -> Mono.empty();
              case Publication.Reopening() -> turn(workspace, form, FormStatus.PUBLISHED);
              case Publication.NewVersion(int version) -> publish(workspace, form, version);
            });
  }

  private Mono<Void> publish(WorkspaceId workspace, Form form, int version) {
    var now = clock.instant();
    var event = new FormPublished(ids.next(), workspace.value(), now, form.id(), version);
    return forms
        .publish(workspace, form.id(), version, now)
        .then(outbox.append(event))
        .then(published.forgetAfterCommit(form.key()));
  }

  @Override
  public Mono<FormView> archive(WorkspaceId workspace, UUID formId, ExpectedVersion expected) {
    return change(
        workspace,
        formId,
        expected,
        form -> form.isArchived() ? Mono.empty() : turn(workspace, form, FormStatus.ARCHIVED));
  }

  private Mono<Void> turn(WorkspaceId workspace, Form form, FormStatus status) {
    return forms
        .changeStatus(workspace, form.id(), status, clock.instant())
        .then(published.forgetAfterCommit(form.key()));
  }

  private Mono<FormView> change(
      WorkspaceId workspace,
      UUID formId,
      ExpectedVersion expected,
      Function<Form, Mono<Void>> change) {
    return transactions.inWorkspace(
        workspace,
        forms
            .lock(workspace, formId)
            .switchIfEmpty(Mono.error(() -> new NotFound("form")))
            .doOnNext(form -> expected.check(form.version()))
            .flatMap(change)
            .then(view(workspace, formId)));
  }

  private Mono<FormView> view(WorkspaceId workspace, UUID formId) {
    return Mono.defer(() -> forms.find(workspace, formId));
  }
}
