package io.tributary.workflows.application.port.out.eventlog;

import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Which visits of nodes wait for which events. Everything runs inside a worker's transaction.
public interface SubscriptionStore {
  /// Stores them, or puts them in the place of those of the same visits.
  Mono<Void> put(List<Subscription> subscriptions);

  Mono<Void> delete(List<StepRef> steps);

  /// Who waits for these, ordered by visit; by one query.
  ///
  /// @param rows for each event, at most
  Mono<List<Match>> matching(List<Published> events, int rows);

  /// Looks through a part of all subscriptions, by workspace and visit, and deletes those whose
  /// executions are no longer in the queue.
  ///
  /// @param after where the part before ended; null to begin
  Mono<Swept> sweep(@Nullable StepRef after, int rows);

  /// @param correlationId null for events of that name whatever they are about
  record Subscription(
      StepRef step, UUID executionId, String name, @Nullable String correlationId, Instant at) {}

  /// @param id of the visit of a node
  record StepRef(UUID workspaceId, UUID id) {}

  /// @param after visits up to this one are left out; null for none
  record Published(
      UUID workspaceId,
      UUID eventId,
      String name,
      @Nullable String correlationId,
      @Nullable UUID after) {}

  /// @param event its place in the list that was asked for
  record Match(int event, ExecutionRef execution, UUID stepId) {}

  /// @param last where the part ended; null if that was all
  record Swept(long deleted, @Nullable StepRef last) {}
}
