package io.tributary.leads;

import io.tributary.forms.AcceptedResponse;
import io.tributary.forms.FormDirectory;
import io.tributary.forms.FormFieldSummary;
import io.tributary.forms.ResponseRef;
import io.tributary.forms.events.FormPublished;
import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.kernel.transactions.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Forms kept in memory beside the real ones: their responses come when a test says so.
@Component
@Primary
class TestForms implements FormDirectory {
  private final Outbox outbox;
  private final Transactions transactions;
  private final IdGenerator ids;
  private final ObjectProvider<FormDirectory> directories;
  private final Map<UUID, AcceptedResponse> responses = new ConcurrentHashMap<>();
  private final Map<UUID, List<FormFieldSummary>> forms = new ConcurrentHashMap<>();
  final AtomicInteger fieldQueries = new AtomicInteger();

  TestForms(
      Outbox outbox,
      Transactions transactions,
      IdGenerator ids,
      ObjectProvider<FormDirectory> directories) {
    this.outbox = outbox;
    this.transactions = transactions;
    this.ids = ids;
    this.directories = directories;
  }

  @Override
  public Mono<List<AcceptedResponse>> responses(List<ResponseRef> refs) {
    var known = refs.stream().map(ref -> responses.get(ref.responseId())).filter(Objects::nonNull);
    var others = refs.stream().filter(ref -> !responses.containsKey(ref.responseId())).toList();
    return real().responses(others).map(found -> Stream.concat(known, found.stream()).toList());
  }

  @Override
  public Mono<List<FormFieldSummary>> fields(UUID workspaceId, UUID formId, int version) {
    fieldQueries.incrementAndGet();
    var known = forms.get(formId);
    return known != null ? Mono.just(known) : real().fields(workspaceId, formId, version);
  }

  private FormDirectory real() {
    return directories.stream().filter(one -> one != this).findFirst().orElseThrow();
  }

  UUID form(FormFieldSummary... fields) {
    var id = ids.next();
    forms.put(id, List.of(fields));
    return id;
  }

  static FormFieldSummary field(String key, String type, String... options) {
    return new FormFieldSummary(key, type, "Label of " + key, false, List.of(options));
  }

  AcceptedResponse response(
      UUID workspace, UUID form, Instant submittedAt, Map<String, Object> data) {
    var response =
        new AcceptedResponse(workspace, ids.next(), form, 1, data, Map.of(), Map.of(), submittedAt);
    responses.put(response.responseId(), response);
    return response;
  }

  FormResponseAccepted accepted(AcceptedResponse response) {
    return new FormResponseAccepted(
        ids.next(),
        response.workspaceId(),
        response.submittedAt(),
        response.formId(),
        response.formVersion(),
        response.responseId());
  }

  /// Announces all in one transaction, so that they come in one batch, up to its size.
  void accept(List<AcceptedResponse> accepted) {
    announce(accepted.stream().map(this::accepted).toList());
  }

  void publish(UUID workspace, UUID form) {
    announce(List.of(new FormPublished(ids.next(), workspace, Instant.EPOCH, form, 1)));
  }

  void announce(List<? extends Event> events) {
    transactions.asWorker(outbox.append(events)).block();
  }
}
