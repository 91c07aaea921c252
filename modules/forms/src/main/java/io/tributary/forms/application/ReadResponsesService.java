package io.tributary.forms.application;

import io.tributary.forms.application.port.in.ReadResponses;
import io.tributary.forms.application.port.out.FormStore;
import io.tributary.forms.application.port.out.ResponseStore;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class ReadResponsesService implements ReadResponses {
  private static final Instant FIRST = Instant.EPOCH;

  /// Well inside what an id of version 7 can hold.
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final ResponseStore responses;
  private final FormStore forms;
  private final Transactions transactions;
  private final Cursors cursors;

  ReadResponsesService(
      ResponseStore responses, FormStore forms, Transactions transactions, Cursors cursors) {
    this.responses = responses;
    this.forms = forms;
    this.transactions = transactions;
    this.cursors = cursors;
  }

  @Override
  public Mono<Page<ResponseView>> list(
      WorkspaceId workspace, UUID formId, Window window, PageRequest page) {
    return Mono.defer(
        () -> {
          var ids = idsOf(window);
          var scope = "responses:%s:%s:%s:%s".formatted(workspace, formId, ids.from(), ids.to());
          var before = cursors.decodeId(scope, page.cursor());
          var rest = before == null ? ids : new IdWindow(ids.from(), before);
          return transactions
              .inWorkspace(
                  workspace,
                  requireForm(workspace, formId)
                      .then(responses.newest(workspace, formId, rest, page.rows())))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<ResponseView> get(WorkspaceId workspace, UUID formId, UUID responseId) {
    return transactions.inWorkspace(
        workspace,
        responses
            .find(workspace, formId, responseId)
            .switchIfEmpty(Mono.error(() -> new NotFound("response"))));
  }

  private Mono<Void> requireForm(WorkspaceId workspace, UUID formId) {
    return forms
        .exists(workspace, formId)
        .flatMap(there -> there ? Mono.empty() : Mono.error(new NotFound("form")));
  }

  private static IdWindow idsOf(Window window) {
    var from = bounded(window.from(), FIRST);
    var to = bounded(window.to(), LAST);
    if (to.isBefore(from)) {
      throw InvalidInput.of("?to", "before-from", "must not be before from");
    }
    return IdWindow.of(from, to);
  }

  private static Instant bounded(@Nullable Instant at, Instant open) {
    if (at == null) {
      return open;
    }
    if (at.isBefore(FIRST)) {
      return FIRST;
    }
    return at.isAfter(LAST) ? LAST : at;
  }
}
