package io.tributary.workflows.adapter.out.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Keeps which version of a workflow runs now, with the generation of its workspace, so that a
/// start costs no lookup. Workflows that are not there are asked for again each time.
///
/// Between a change's commit and the news of it another node may still start the version before,
/// or a workflow that was paused just now: as if the start had come a moment earlier. Nothing else
/// depends on it, since versions never change and an execution is pinned to its own.
@Component
final class CachedStartableWorkflows implements StartableWorkflows {
  private static final long MAX_WORKFLOWS = 100_000;
  private static final Duration KEPT = Duration.ofHours(1);

  private final CurrentRows rows;
  private final Publications publications;
  private final Cache<Key, Known> lookups =
      Caffeine.newBuilder().maximumSize(MAX_WORKFLOWS).expireAfterWrite(KEPT).recordStats().build();

  CachedStartableWorkflows(CurrentRows rows, Publications publications, MeterRegistry meters) {
    this.rows = rows;
    this.publications = publications;
    CaffeineCacheMetrics.monitor(meters, lookups, "workflows.lookups");
  }

  @Override
  public Mono<Current> current(UUID workspaceId, UUID workflowId) {
    return Mono.defer(
        () -> {
          var key = new Key(workspaceId, workflowId);
          var generation = publications.generationOf(workspaceId);
          var known = lookups.getIfPresent(key);
          if (known != null && known.generation() == generation) {
            return Mono.just(known.current());
          }
          return rows.current(workspaceId, workflowId)
              .doOnNext(current -> lookups.put(key, new Known(generation, current)));
        });
  }

  private record Key(UUID workspaceId, UUID workflowId) {}

  private record Known(long generation, Current current) {}
}
