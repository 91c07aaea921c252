package io.tributary.workspaces.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workspaces.WorkspaceDirectory;
import io.tributary.workspaces.application.port.out.WorkspaceStore;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class StoredWorkspaceDirectory implements WorkspaceDirectory {
  private static final Logger log = LoggerFactory.getLogger(StoredWorkspaceDirectory.class);
  private static final int MAX_ZONES = 100_000;
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Cache<UUID, ZoneId> known =
      Caffeine.newBuilder().maximumSize(MAX_ZONES).expireAfterWrite(LIFETIME).build();
  private final Transactions transactions;
  private final WorkspaceStore workspaces;

  StoredWorkspaceDirectory(Transactions transactions, WorkspaceStore workspaces) {
    this.transactions = transactions;
    this.workspaces = workspaces;
  }

  @Override
  public Mono<Map<UUID, ZoneId>> zones(Set<UUID> wanted) {
    return Mono.defer(
        () -> {
          var found = known.getAllPresent(wanted);
          var missing = new HashSet<>(wanted);
          missing.removeAll(found.keySet());
          return missing.isEmpty() ? Mono.just(Map.copyOf(found)) : read(missing, found);
        });
  }

  private Mono<Map<UUID, ZoneId>> read(Set<UUID> missing, Map<UUID, ZoneId> found) {
    return transactions
        .asWorker(workspaces.zones(missing))
        .map(
            stored -> {
              var read = parsed(stored);
              known.putAll(read);
              read.putAll(found);
              return Map.copyOf(read);
            });
  }

  /// One that cannot be read must not fail the others: nodes need not have the same time zone data,
  /// and a zone is checked only by the node that stores it.
  private static Map<UUID, ZoneId> parsed(Map<UUID, String> stored) {
    var zones = new HashMap<UUID, ZoneId>();
    stored.forEach(
        (workspace, zone) -> {
          try {
            zones.put(workspace, ZoneId.of(zone));
          } catch (DateTimeException unknown) {
            log.warn("workspace {} is in a time zone that is not known here: {}", workspace, zone);
          }
        });
    return zones;
  }
}
