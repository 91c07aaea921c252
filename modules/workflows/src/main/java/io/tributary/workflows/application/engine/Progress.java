package io.tributary.workflows.application.engine;

import io.tributary.kernel.IdGenerator;
import io.tributary.workflows.events.ExecutionsProgressed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// Adds up what a transaction did: one event for each workflow.
@Component
final class Progress {
  private final IdGenerator ids;
  private final Clock clock;

  Progress(IdGenerator ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  List<ExecutionsProgressed> of(List<Outcome> outcomes) {
    var sums = new TreeMap<Key, Sum>();
    for (var outcome : outcomes) {
      var stored = outcome.run().stored();
      add(sums, new Key(stored.workspaceId(), stored.workflowId()), sum -> sum.plus(outcome));
    }
    return events(sums);
  }

  List<ExecutionsProgressed> started(Map<Key, Long> counts) {
    var sums = new TreeMap<Key, Sum>();
    counts.forEach(
        (key, count) -> add(sums, key, sum -> new Sum(sum.started + count, 0, 0, 0, 0, 0)));
    return events(sums);
  }

  ExecutionsProgressed cancelled(Key key, Instant createdAt, Instant endedAt) {
    return event(
        key, new Sum(0, 0, 0, 1, 0, Duration.between(createdAt, endedAt).toMillis()), endedAt);
  }

  private static void add(Map<Key, Sum> sums, Key key, UnaryOperator<Sum> more) {
    sums.merge(key, more.apply(Sum.NONE), (sum, any) -> more.apply(sum));
  }

  private List<ExecutionsProgressed> events(Map<Key, Sum> sums) {
    var now = clock.instant();
    return sums.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(Sum.NONE))
        .map(entry -> event(entry.getKey(), entry.getValue(), now))
        .toList();
  }

  private ExecutionsProgressed event(Key key, Sum sum, Instant now) {
    return new ExecutionsProgressed(
        ids.next(),
        key.workspaceId(),
        now,
        key.workflowId(),
        LocalDate.ofInstant(now, ZoneOffset.UTC),
        sum.started,
        sum.completed,
        sum.failed,
        sum.cancelled,
        sum.mails,
        sum.durationMillis);
  }

  record Key(UUID workspaceId, UUID workflowId) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      var byWorkspace = workspaceId.compareTo(other.workspaceId);
      return byWorkspace != 0 ? byWorkspace : workflowId.compareTo(other.workflowId);
    }
  }

  private record Sum(
      long started, long completed, long failed, long cancelled, long mails, long durationMillis) {
    static final Sum NONE = new Sum(0, 0, 0, 0, 0, 0);

    Sum plus(Outcome outcome) {
      var write = outcome.write();
      var ended = write.endedAt();
      var stored = outcome.run().stored();
      var begun = started + (stored.isNew() ? 1 : 0);
      var millis = ended == null ? 0 : Duration.between(stored.createdAt(), ended).toMillis();
      var sent = mails + outcome.run().mails();
      return switch (write.status()) {
        case COMPLETED ->
            new Sum(begun, completed + 1, failed, cancelled, sent, durationMillis + millis);
        case FAILED ->
            new Sum(begun, completed, failed + 1, cancelled, sent, durationMillis + millis);
        case CANCELLED ->
            new Sum(begun, completed, failed, cancelled + 1, sent, durationMillis + millis);
        case QUEUED, RUNNING, WAITING ->
            new Sum(begun, completed, failed, cancelled, sent, durationMillis);
      };
    }
  }
}
