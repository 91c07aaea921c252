package io.tributary.forms.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.forms.application.port.in.VisitForms.Receipt;
import io.tributary.forms.application.port.out.SubmissionStore;
import io.tributary.forms.application.port.out.SubmissionStore.KeyHolder;
import io.tributary.forms.application.port.out.SubmissionStore.KeyRef;
import io.tributary.forms.application.port.out.SubmissionStore.NewResponse;
import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.kernel.transactions.GroupCommit;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.Crowd;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Writes responses, their idempotency keys and their events: many by one statement, which is a
/// transaction by itself.
@Component
class SubmissionWriter {
  private static final int LANES = 2;
  private static final int MAX_BATCH = 128;

  /// Three times those that wait at half of what can be carried to its end; ADR 41 has the times.
  private static final int CROWD = 32;

  /// Half a second's worth at full speed; who comes later is better told to try again.
  private static final int MAX_WAITING = 2_000;

  /// For each that comes together: a statement and its commit cost as much as the rows of five.
  private static final Duration GATHER = Duration.ofNanos(300_000);

  /// Of who is refused because listeners are behind: they will not catch up within a second.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final SubmissionStore store;
  private final Outbox outbox;
  private final Transactions transactions;
  private final IdGenerator ids;
  private final LagLimit lag;
  private final Counter refused;
  private final GroupCommit<NewResponse, Boolean> commits =
      new GroupCommit<>(LANES, MAX_BATCH, MAX_WAITING, GATHER, this::write);
  private final GroupCommit<KeyRef, Optional<KeyHolder>> lookups =
      new GroupCommit<>(1, MAX_BATCH, MAX_WAITING, this::find);

  SubmissionWriter(
      SubmissionStore store,
      Outbox outbox,
      Transactions transactions,
      IdGenerator ids,
      LagLimit lag,
      Crowd crowd,
      MeterRegistry meters) {
    this.store = store;
    this.outbox = outbox;
    this.transactions = transactions;
    this.ids = ids;
    this.lag = lag;
    crowd.watch(() -> commits.waiting() >= CROWD || lookups.waiting() >= CROWD);
    this.refused =
        Counter.builder("tributary.forms.submissions.refused")
            .description("submissions refused because too much waits")
            .register(meters);
    Gauge.builder("tributary.forms.submissions.waiting", commits, GroupCommit::waiting)
        .description("submissions that wait for their batch to begin")
        .register(meters);
  }

  /// Signals `IdempotencyKeyReused`, and `Overloaded` if too many wait already or listeners are too
  /// far behind. Repeats of what was accepted are answered even then.
  Mono<Receipt> submit(NewResponse response) {
    return Mono.defer(() -> lag.isExceeded() ? repeated(response) : accept(response))
        .doOnError(Overloaded.class, overload -> refused.increment());
  }

  private Mono<Receipt> accept(NewResponse response) {
    return commits
        .submit(response)
        .flatMap(
            stored ->
                stored
                    ? Mono.just(new Receipt(response.responseId(), false))
                    : tooLate(response, Objects.requireNonNull(response.key())));
  }

  /// If the key was given up in between, it is free again.
  private Mono<Receipt> tooLate(NewResponse response, KeyRef key) {
    return earlier(key, response.requestHash()).switchIfEmpty(Mono.defer(() -> accept(response)));
  }

  private Mono<Receipt> repeated(NewResponse response) {
    Mono<Receipt> refusal = Mono.error(() -> new Overloaded(RETRY_AFTER));
    var key = response.key();
    return key == null ? refusal : earlier(key, response.requestHash()).switchIfEmpty(refusal);
  }

  /// The answer that a key got before; empty if it got none. Signals `IdempotencyKeyReused`,
  /// `Overloaded`.
  Mono<Receipt> earlier(KeyRef key, String requestHash) {
    return lookups
        .submit(key)
        .flatMap(Mono::justOrEmpty)
        .map(holder -> receipt(holder, requestHash));
  }

  private Mono<List<Optional<KeyHolder>>> find(List<KeyRef> keys) {
    return transactions
        .statementAsWorker(store.holders(keys.stream().distinct().toList()))
        .map(SubmissionWriter::byKey)
        .map(holders -> keys.stream().map(key -> Optional.ofNullable(holders.get(key))).toList());
  }

  private static Receipt receipt(KeyHolder holder, String requestHash) {
    if (!requestHash.equals(holder.requestHash())) {
      throw new IdempotencyKeyReused();
    }
    return new Receipt(holder.responseId(), true);
  }

  /// @return for each of the batch whether it is stored
  private Mono<List<Boolean>> write(List<NewResponse> batch) {
    var events = new LinkedHashMap<UUID, FormResponseAccepted>();
    batch.forEach(response -> events.put(response.responseId(), accepted(response)));
    return transactions
        .statementAsWorker(
            outbox.announcing(events, announcement -> store.insert(batch, announcement)))
        .map(stored -> batch.stream().map(each -> stored.contains(each.responseId())).toList());
  }

  private static Map<KeyRef, KeyHolder> byKey(List<KeyHolder> holders) {
    return holders.stream().collect(Collectors.toMap(KeyHolder::key, holder -> holder));
  }

  private FormResponseAccepted accepted(NewResponse response) {
    return new FormResponseAccepted(
        ids.next(),
        response.workspaceId(),
        response.submittedAt(),
        response.formId(),
        response.formVersion(),
        response.responseId());
  }
}
