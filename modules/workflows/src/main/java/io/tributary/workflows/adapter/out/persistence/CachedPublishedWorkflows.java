package io.tributary.workflows.adapter.out.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.tributary.workflows.adapter.out.persistence.PublishedRows.Sized;
import io.tributary.workflows.application.port.out.PublishedWorkflows;
import io.tributary.workflows.domain.CompiledWorkflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Versions never change, so they are kept as long as there is room. What a trigger matches is kept
/// with the generation of its workspace, which every publication raises: an answer that was read
/// before a publication and arrives after it is worth nothing.
@Component
final class CachedPublishedWorkflows implements PublishedWorkflows {
  private static final long MAX_VERSIONS_CHARS = 32L * 1024 * 1024;
  private static final Duration VERSIONS_KEPT = Duration.ofHours(24);
  private static final long MAX_TRIGGERS = 100_000;

  /// In case that a signal gets lost unnoticed.
  private static final Duration TRIGGERS_KEPT = Duration.ofMinutes(1);

  private final PublishedRows rows;
  private final Publications publications;
  private final Cache<VersionKey, Sized> versions =
      Caffeine.newBuilder()
          .maximumWeight(MAX_VERSIONS_CHARS)
          .weigher((VersionKey key, Sized version) -> version.chars())
          .expireAfterWrite(VERSIONS_KEPT)
          .recordStats()
          .build();
  private final Cache<TriggerKey, Answer> triggers =
      Caffeine.newBuilder()
          .maximumWeight(MAX_TRIGGERS)
          .weigher((TriggerKey key, Answer answer) -> 1 + answer.matches().size())
          .expireAfterWrite(TRIGGERS_KEPT)
          .recordStats()
          .build();

  CachedPublishedWorkflows(PublishedRows rows, Publications publications, MeterRegistry meters) {
    this.rows = rows;
    this.publications = publications;
    CaffeineCacheMetrics.monitor(meters, versions, "workflows.versions");
    CaffeineCacheMetrics.monitor(meters, triggers, "workflows.triggers");
  }

  @Override
  public Mono<CompiledWorkflow> find(UUID workspaceId, UUID workflowId, int version) {
    return Mono.defer(
        () -> {
          var key = new VersionKey(workspaceId, workflowId, version);
          var known = versions.getIfPresent(key);
          if (known != null) {
            return Mono.just(known.workflow());
          }
          return rows.find(workspaceId, workflowId, version)
              .doOnNext(found -> versions.put(key, found))
              .map(Sized::workflow);
        });
  }

  @Override
  public Mono<List<Match>> matching(List<TriggerKey> keys) {
    return Mono.defer(
        () -> {
          List<Match> matches = new ArrayList<>();
          var missing = new LinkedHashSet<TriggerKey>();
          for (var key : new LinkedHashSet<>(keys)) {
            var known = triggers.getIfPresent(key);
            if (known != null
                && known.generation() == publications.generationOf(key.workspaceId())) {
              matches.addAll(known.matches());
            } else {
              missing.add(key);
            }
          }
          return missing.isEmpty()
              ? Mono.just(List.copyOf(matches))
              : load(List.copyOf(missing)).map(loaded -> joined(matches, loaded));
        });
  }

  private Mono<List<Match>> load(List<TriggerKey> keys) {
    var before = new HashMap<TriggerKey, Long>();
    keys.forEach(key -> before.put(key, publications.generationOf(key.workspaceId())));
    return rows.matching(keys).doOnNext(matches -> remember(before, matches));
  }

  private void remember(Map<TriggerKey, Long> before, List<Match> matches) {
    var byKey = new HashMap<TriggerKey, List<Match>>();
    for (var match : matches) {
      byKey.computeIfAbsent(match.key(), key -> new ArrayList<>()).add(match);
    }
    before.forEach(
        (key, generation) ->
            triggers.put(
                key, new Answer(generation, List.copyOf(byKey.getOrDefault(key, List.of())))));
  }

  private static List<Match> joined(List<Match> known, List<Match> loaded) {
    var all = new ArrayList<>(known);
    all.addAll(loaded);
    return List.copyOf(all);
  }

  private record VersionKey(UUID workspaceId, UUID workflowId, int version) {}

  private record Answer(long generation, List<Match> matches) {}
}
