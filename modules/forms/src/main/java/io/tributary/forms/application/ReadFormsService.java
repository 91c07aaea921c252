package io.tributary.forms.application;

import io.tributary.forms.application.port.in.ReadForms;
import io.tributary.forms.application.port.out.FormStore;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class ReadFormsService implements ReadForms {
  private final FormStore forms;
  private final Transactions transactions;
  private final Cursors cursors;

  ReadFormsService(FormStore forms, Transactions transactions, Cursors cursors) {
    this.forms = forms;
    this.transactions = transactions;
    this.cursors = cursors;
  }

  @Override
  public Mono<Page<FormSummary>> list(WorkspaceId workspace, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "forms:" + workspace;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, forms.newest(workspace, before, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<FormView> get(WorkspaceId workspace, UUID formId) {
    return transactions.inWorkspace(
        workspace,
        forms.find(workspace, formId).switchIfEmpty(Mono.error(() -> new NotFound("form"))));
  }

  @Override
  public Mono<Page<VersionSummary>> versions(WorkspaceId workspace, UUID formId, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "form-versions:" + workspace + ":" + formId;
          var before =
              page.cursor() == null
                  ? null
                  : Integer.valueOf(cursors.decode(scope, page.cursor()).getFirst());
          return transactions
              .inWorkspace(
                  workspace,
                  forms
                      .exists(workspace, formId)
                      .filter(there -> there)
                      .switchIfEmpty(Mono.error(() -> new NotFound("form")))
                      .then(forms.newestVersions(workspace, formId, before, page.rows())))
              .map(
                  rows ->
                      Page.of(
                          rows,
                          page.limit(),
                          last ->
                              cursors.encode(scope, List.of(Integer.toString(last.version())))));
        });
  }

  @Override
  public Mono<VersionView> version(WorkspaceId workspace, UUID formId, int version) {
    return transactions.inWorkspace(
        workspace,
        forms
            .findVersion(workspace, formId, version)
            .switchIfEmpty(Mono.error(() -> new NotFound("form version"))));
  }
}
