package io.tributary.workflows.application.eventlog;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.workflows.application.port.in.eventlog.DeliverEvents;
import io.tributary.workflows.application.port.in.executions.WakeEngines;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore.Match;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore.Published;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore.StepRef;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.SignalStore;
import io.tributary.workflows.application.port.out.executions.SignalStore.Message;
import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.events.EventReceived;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// Signals say which event it is and no more: however large it is, and however many wait, it is
/// stored once.
@Service
final class DeliverEventsService implements DeliverEvents {
  static final String SIGNAL = "event";
  private static final int MATCHES_AT_ONCE = 5_000;
  private static final int MIN_MATCHES = 25;
  private static final int MAX_MATCHES = 1_000;

  private final SubscriptionStore subscriptions;
  private final SignalStore signals;
  private final WakeEngines engines;
  private final Outbox outbox;
  private final IdGenerator ids;

  DeliverEventsService(
      SubscriptionStore subscriptions,
      SignalStore signals,
      WakeEngines engines,
      Outbox outbox,
      IdGenerator ids) {
    this.subscriptions = subscriptions;
    this.signals = signals;
    this.engines = engines;
    this.outbox = outbox;
    this.ids = ids;
  }

  @Override
  public Mono<Void> deliver(List<EventReceived> events) {
    var rows = Math.clamp(MATCHES_AT_ONCE / events.size(), MIN_MATCHES, MAX_MATCHES);
    return subscriptions
        .matching(events.stream().map(DeliverEventsService::published).toList(), rows)
        .filter(matches -> !matches.isEmpty())
        .flatMap(matches -> tell(events, matches).then(outbox.append(rest(events, matches, rows))));
  }

  private static Published published(EventReceived event) {
    return new Published(
        event.workspaceId(),
        event.receivedId(),
        event.name(),
        event.correlationId(),
        event.after());
  }

  private Mono<Void> tell(List<EventReceived> events, List<Match> matches) {
    var messages =
        matches.stream()
            .map(
                match ->
                    new Message(
                        match.execution(),
                        new Signal(
                            match.stepId(),
                            SIGNAL,
                            Map.of("id", events.get(match.event()).receivedId().toString()))))
            .toList();
    return signals
        .append(messages)
        .flatMap(live -> subscriptions.delete(ofEnded(matches, live)))
        .then(engines.ringAfterCommit());
  }

  private static List<StepRef> ofEnded(List<Match> matches, Set<ExecutionRef> live) {
    return matches.stream()
        .filter(match -> !live.contains(match.execution()))
        .map(match -> new StepRef(match.execution().workspaceId(), match.stepId()))
        .distinct()
        .toList();
  }

  /// Of the events for which there may be more matches than were read.
  private List<EventReceived> rest(List<EventReceived> events, List<Match> matches, int rows) {
    var counts = new int[events.size()];
    var rest = new ArrayList<EventReceived>();
    for (var match : matches) {
      if (++counts[match.event()] == rows) {
        var event = events.get(match.event());
        rest.add(
            new EventReceived(
                ids.next(),
                event.workspaceId(),
                event.occurredAt(),
                event.receivedId(),
                event.name(),
                event.correlationId(),
                match.stepId()));
      }
    }
    return rest;
  }
}
