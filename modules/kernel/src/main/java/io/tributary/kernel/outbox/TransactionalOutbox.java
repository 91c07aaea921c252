package io.tributary.kernel.outbox;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.outbox.Announcement.Payload;
import io.tributary.kernel.outbox.OutboxStore.NewRow;
import io.tributary.kernel.signals.ClusterSignals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

@Component
final class TransactionalOutbox implements Outbox {
  static final String TOPIC = "outbox";

  /// Events in a row: what the batches of listeners divide into.
  static final int MAX_EVENTS = 200;

  /// Looked up when first needed: a listener may announce events itself.
  private final ObjectProvider<ListenerRegistry> listeners;
  private final OutboxStore store;
  private final IdGenerator ids;
  private final JsonText json;
  private final RecentEvents recent;
  private final ObjectProvider<OutboxDispatcher> dispatcher;
  private final ClusterSignals signals;

  TransactionalOutbox(
      ObjectProvider<ListenerRegistry> listeners,
      OutboxStore store,
      IdGenerator ids,
      JsonText json,
      RecentEvents recent,
      ObjectProvider<OutboxDispatcher> dispatcher,
      ClusterSignals signals) {
    this.listeners = listeners;
    this.store = store;
    this.ids = ids;
    this.json = json;
    this.recent = recent;
    this.dispatcher = dispatcher;
    this.signals = signals;
  }

  @Override
  public Mono<Void> append(List<? extends Event> events) {
    return Mono.defer(
        () -> {
          var rows = rowsOf(events);
          if (rows.isEmpty()) {
            return Mono.empty();
          }
          var woken = new HashSet<String>();
          rows.forEach(row -> woken.add(row.listener()));
          return TransactionSynchronizationManager.forCurrentTransaction()
              .onErrorMap(
                  NoTransactionException.class,
                  none ->
                      new IllegalStateException("events are announced inside a transaction", none))
              .doOnNext(transaction -> transaction.registerSynchronization(new Wake(woken)))
              .then(store.insert(rows));
        });
  }

  @Override
  public <T> Mono<T> announcing(
      Map<UUID, ? extends Event> events, Function<Announcement, Mono<T>> statement) {
    return Mono.defer(
        () -> {
          var type = events.values().iterator().next().getClass();
          var names = listeners.getObject().namesFor(type);
          return statement
              .apply(announcement(type, names, events))
              .doOnSuccess(done -> wake(names));
        });
  }

  private Announcement announcement(
      Class<?> type, List<String> names, Map<UUID, ? extends Event> events) {
    if (events.size() > MAX_EVENTS) {
      throw new IllegalArgumentException(events.size() + " events in an announcement");
    }
    var payloads = new ArrayList<Payload>();
    var packedOf = new LinkedHashMap<UUID, List<Packed>>();
    events.forEach(
        (subject, event) -> {
          var packed = new Packed(event, json.write(type.cast(event)));
          payloads.add(new Payload(event.workspaceId(), subject, packed.json()));
          packedOf.computeIfAbsent(event.workspaceId(), workspace -> new ArrayList<>()).add(packed);
        });
    var queues = new ArrayList<Announcement.Queue>();
    packedOf.forEach(
        (workspace, packed) -> {
          for (var name : names) {
            var queue = new Announcement.Queue(workspace, ids.next(), name);
            queues.add(queue);
            keep(queue.id(), packed);
          }
        });
    return new Announcement(ListenerRegistry.nameOf(type), queues, payloads);
  }

  /// If the statement leaves some of them out, the row holds others, and these are not taken.
  private void keep(UUID row, List<Packed> packed) {
    recent.keep(row, payloadOf(packed), packed.stream().map(Packed::event).toList());
  }

  private static String payloadOf(List<Packed> packed) {
    return OutboxRow.payloadOf(packed.stream().map(Packed::json).toList());
  }

  private void wake(Collection<String> names) {
    var own = dispatcher.getObject();
    for (var listener : names) {
      own.wake(listener);
      signals.publish(TOPIC, listener);
    }
  }

  private List<NewRow> rowsOf(List<? extends Event> events) {
    var registry = listeners.getObject();
    var queues = new LinkedHashMap<Queue, List<Packed>>();
    for (var event : events) {
      var names = registry.namesFor(event.getClass());
      if (names.isEmpty()) {
        continue;
      }
      var type = ListenerRegistry.nameOf(event.getClass());
      var packed = new Packed(event, json.write(event));
      for (var name : names) {
        queues
            .computeIfAbsent(new Queue(event.workspaceId(), name, type), queue -> new ArrayList<>())
            .add(packed);
      }
    }
    var rows = new ArrayList<NewRow>();
    queues.forEach((queue, packed) -> pack(queue, packed, rows));
    return rows;
  }

  private void pack(Queue queue, List<Packed> all, List<NewRow> rows) {
    for (int first = 0; first < all.size(); first += MAX_EVENTS) {
      var packed = all.subList(first, Math.min(first + MAX_EVENTS, all.size()));
      var id = ids.next();
      rows.add(
          new NewRow(
              queue.workspaceId(),
              id,
              queue.listener(),
              queue.eventType(),
              packed.size(),
              payloadOf(packed)));
      keep(id, packed);
    }
  }

  private record Packed(Event event, String json) {}

  private record Queue(UUID workspaceId, String listener, String eventType) {}

  private final class Wake implements TransactionSynchronization {
    private final Set<String> woken;

    Wake(Set<String> woken) {
      this.woken = woken;
    }

    @Override
    public Mono<Void> afterCommit() {
      return Mono.fromRunnable(() -> wake(woken));
    }
  }
}
