package io.tributary.workspaces;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// What other modules may ask about workspaces. Runs in the caller's worker transaction.
public interface WorkspaceDirectory {

  /// The time zone in which each workspace means its days and times of day.
  ///
  /// Zones are kept for an hour; those that are not are read by one query, and if all are, nothing
  /// is. A workspace gets its zone when it is made and nothing changes it afterwards, so what is
  /// kept is never stale.
  ///
  /// @return by workspace; unknown workspaces are left out, and so is one whose zone this node's
  ///     time zone data does not know
  Mono<Map<UUID, ZoneId>> zones(Set<UUID> workspaces);
}
