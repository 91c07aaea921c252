package io.tributary.workflows.adapter.out.nodes;

import static java.util.stream.Collectors.toMap;

import io.tributary.workflows.adapter.out.nodes.EventSearches.Search;
import io.tributary.workflows.application.port.out.eventlog.EventStore;
import io.tributary.workflows.application.port.out.eventlog.EventStore.EventRef;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore.StepRef;
import io.tributary.workflows.application.port.out.nodes.DatabaseEffect;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.domain.ReceivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Looks whether the event that a visit waits for is among those that arrived or were stored
/// before, and ends the wait if it is, or if it is too late.
@Component
final class EventSearches implements DatabaseEffect<Search> {
  /// Events, of 64 KiB at most, that one batch reads of each kind.
  private static final int EVENTS_AT_ONCE = 500;

  private static final Comparator<ReceivedEvent> OLDEST =
      Comparator.comparing(event -> event.id().toString());

  private static final int MIN_EVENTS = 5;
  private static final int MAX_EVENTS = 100;

  private final EventStore events;
  private final SubscriptionStore subscriptions;

  EventSearches(EventStore events, SubscriptionStore subscriptions) {
    this.events = events;
    this.subscriptions = subscriptions;
  }

  /// @param step the visit that waits
  /// @param name of the event
  /// @param fits whether an event is the one
  /// @param late how the wait ends if none came in time
  record Search(
      StepRef step,
      String name,
      WaitMemory memory,
      Predicate<ReceivedEvent> fits,
      Instant now,
      EffectResult late) {
    boolean wants(ReceivedEvent event) {
      // the node may have become another one since the event arrived for it
      return event.isOf(name, memory.correlationId()) && fits.test(event);
    }

    EventStore.@Nullable Search stored() {
      var after = memory.after();
      return after == null
          ? null
          : new EventStore.Search(step.workspaceId(), name, memory.correlationId(), after);
    }

    List<EventRef> arrived(int rows) {
      return memory.pending().stream()
          .limit(rows)
          .map(id -> new EventRef(step.workspaceId(), id))
          .toList();
    }
  }

  @Override
  public Mono<List<EffectResult>> apply(List<Search> searches) {
    var rows = Math.clamp(EVENTS_AT_ONCE / searches.size(), MIN_EVENTS, MAX_EVENTS);
    return Mono.zip(
            events
                .find(searches.stream().flatMap(s -> s.arrived(rows).stream()).distinct().toList())
                .map(EventSearches::byRef),
            stored(searches, rows))
        .map(found -> results(searches, found.getT1(), found.getT2(), rows))
        .flatMap(results -> subscriptions.delete(ended(searches, results)).thenReturn(results));
  }

  /// For each search a list, in their order; empty for those that do not look.
  private Mono<List<List<ReceivedEvent>>> stored(List<Search> searches, int rows) {
    var looks = searches.stream().map(Search::stored).toList();
    return events
        .search(looks.stream().filter(Objects::nonNull).toList(), rows)
        .map(
            found -> {
              var next = found.iterator();
              return looks.stream()
                  .<List<ReceivedEvent>>map(look -> look == null ? List.of() : next.next())
                  .toList();
            });
  }

  private static Map<EventRef, ReceivedEvent> byRef(List<ReceivedEvent> events) {
    return events.stream()
        .collect(
            toMap(event -> new EventRef(event.workspaceId(), event.id()), Function.identity()));
  }

  private static List<EffectResult> results(
      List<Search> searches,
      Map<EventRef, ReceivedEvent> arrived,
      List<List<ReceivedEvent>> stored,
      int rows) {
    var results = new ArrayList<EffectResult>();
    for (int i = 0; i < searches.size(); i++) {
      var search = searches.get(i);
      var first = search.arrived(rows).stream().map(arrived::get).filter(Objects::nonNull);
      // one that was told of may be younger than one that was stored before
      var found = Stream.concat(first, stored.get(i).stream()).filter(search::wants).min(OLDEST);
      results.add(
          found.isPresent()
              ? new EffectResult.Succeeded(found.get().values())
              : waitOn(search, stored.get(i), rows));
    }
    return results;
  }

  private static EffectResult waitOn(Search search, List<ReceivedEvent> stored, int rows) {
    var memory = search.memory();
    var further = stored.size() < rows ? null : stored.getLast().id();
    var left = new LinkedHashSet<UUID>();
    memory.pending().stream().skip(rows).forEach(left::add);
    var next = memory.from(further, left);
    if (next.hasMoreToLookAt()) {
      return new EffectResult.Waiting(Duration.ZERO, next.toMap());
    }
    if (next.isLate(search.now())) {
      return search.late();
    }
    var deadline = next.deadline();
    return new EffectResult.Waiting(
        deadline == null ? null : Duration.between(search.now(), deadline), next.toMap());
  }

  private static List<StepRef> ended(List<Search> searches, List<EffectResult> results) {
    var ended = new ArrayList<StepRef>();
    for (int i = 0; i < searches.size(); i++) {
      if (!(results.get(i) instanceof EffectResult.Waiting)) {
        ended.add(searches.get(i).step());
      }
    }
    return ended;
  }
}
