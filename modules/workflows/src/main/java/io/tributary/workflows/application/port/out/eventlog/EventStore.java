package io.tributary.workflows.application.port.out.eventlog;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.eventlog.ReadEvents.Filter;
import io.tributary.workflows.domain.ReceivedEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What was posted.
public interface EventStore {
  /// Inside the workspace's transaction.
  ///
  /// @param data JSON
  Mono<Void> insert(ReceivedEvent event, String data);

  /// Gives the key to the event, unless it has it already: then what it was given to. Waits for
  /// whoever gives it at the same moment. Inside the workspace's transaction.
  Mono<Keyed> claim(UUID workspaceId, String key, Keyed wanted, Instant now);

  /// Newest first; inside the workspace's transaction.
  Mono<List<ReceivedEvent>> list(
      WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows);

  /// For each of `searches` the first events, oldest first; by one query inside a worker's
  /// transaction.
  ///
  /// @param rows for each, at most
  Mono<List<List<ReceivedEvent>>> search(List<Search> searches, int rows);

  /// In no particular order, without those that are gone; by one query inside a worker's
  /// transaction.
  Mono<List<ReceivedEvent>> find(List<EventRef> refs);

  /// Inside a worker's transaction.
  ///
  /// @return how many keys were forgotten, at most `rows`
  Mono<Long> forgetKeys(Instant before, int rows);

  /// @param fingerprint of what was asked
  record Keyed(UUID eventId, String fingerprint) {}

  /// @param correlationId null for whatever they are about
  /// @param after an id; only later ones are meant
  record Search(UUID workspaceId, String name, @Nullable String correlationId, UUID after) {}

  record EventRef(UUID workspaceId, UUID id) {}
}
