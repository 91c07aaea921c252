package io.tributary.workflows.application.control;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import io.tributary.workflows.events.ExecutionsProgressed;
import io.tributary.workflows.events.SubWorkflowEnded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Announces what was cancelled: the numbers, and to those that wait for it.
@Component
final class Announcements {
  private final Outbox outbox;
  private final IdGenerator ids;

  Announcements(Outbox outbox, IdGenerator ids) {
    this.outbox = outbox;
    this.ids = ids;
  }

  /// @param ended of one workspace
  Mono<Void> cancelled(List<HeldExecution> ended, Instant now) {
    var events = new ArrayList<Event>();
    ended.stream()
        .collect(groupingBy(HeldExecution::workflowId, TreeMap::new, toList()))
        .values()
        .forEach(ofOne -> events.add(progressed(ofOne, now)));
    var gone = ended.stream().map(HeldExecution::id).collect(toSet());
    for (var each : ended) {
      var parent = each.parent();
      if (parent != null && !gone.contains(parent.id())) {
        events.add(
            new SubWorkflowEnded(
                ids.next(), each.workspaceId(), now, each.id(), parent.id(), parent.stepId()));
      }
    }
    return outbox.append(events);
  }

  private ExecutionsProgressed progressed(List<HeldExecution> ofOne, Instant now) {
    var millis =
        ofOne.stream().mapToLong(each -> Duration.between(each.createdAt(), now).toMillis()).sum();
    var any = ofOne.getFirst();
    return new ExecutionsProgressed(
        ids.next(),
        any.workspaceId(),
        now,
        any.workflowId(),
        LocalDate.ofInstant(now, ZoneOffset.UTC),
        0,
        0,
        0,
        ofOne.size(),
        0,
        millis);
  }
}
