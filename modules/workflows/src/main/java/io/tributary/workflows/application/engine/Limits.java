package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.PublishedWorkflows;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.SlotStore.Scope;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.executions.WorkspaceLimits;
import io.tributary.workflows.domain.WorkflowSettings;
import io.tributary.workflows.domain.WorkflowSettings.Concurrency;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// How many executions may be under way now: what the current version of their workflow says,
/// whichever their own version is, and their workspace. Usually costs no query.
@Component
final class Limits {
  private final StartableWorkflows workflows;
  private final PublishedWorkflows published;
  private final WorkspaceLimits workspaces;

  Limits(StartableWorkflows workflows, PublishedWorkflows published, WorkspaceLimits workspaces) {
    this.workflows = workflows;
    this.published = published;
    this.workspaces = workspaces;
  }

  /// For each version that one of the executions runs.
  Mono<Map<Version, Limit>> of(List<StoredExecution> executions) {
    return ofVersions(executions.stream().map(Version::of).distinct().toList());
  }

  Mono<Map<Version, Limit>> ofVersions(List<Version> versions) {
    return Flux.fromIterable(versions)
        .concatMap(version -> of(version).map(limit -> Map.entry(version, limit)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<Limit> of(Version version) {
    var own = settings(version.workspaceId(), version.workflowId(), version.number());
    return own.flatMap(
        settings ->
            current(version.workspaceId(), version.workflowId())
                .defaultIfEmpty(settings)
                .zipWith(ofWorkspace(version.workspaceId()))
                .map(
                    both ->
                        new Limit(
                            both.getT1().concurrency(),
                            both.getT2().orElse(null),
                            settings.timeLimit())));
  }

  /// Scopes without a limit are left out.
  Mono<Map<Scope, Integer>> present(Collection<Scope> scopes) {
    return Flux.fromIterable(scopes)
        .concatMap(scope -> present(scope).map(limit -> Map.entry(scope, limit)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<Integer> present(Scope scope) {
    return scope.id().equals(scope.workspaceId())
        ? workspaces.concurrencyLimit(scope.workspaceId())
        : current(scope.workspaceId(), scope.id())
            .mapNotNull(WorkflowSettings::concurrency)
            .map(Concurrency::limit);
  }

  private Mono<Optional<Integer>> ofWorkspace(UUID workspaceId) {
    return workspaces
        .concurrencyLimit(workspaceId)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty());
  }

  private Mono<WorkflowSettings> current(UUID workspaceId, UUID workflowId) {
    return workflows
        .current(workspaceId, workflowId)
        .mapNotNull(StartableWorkflows.Current::version)
        .flatMap(version -> settings(workspaceId, workflowId, version));
  }

  private Mono<WorkflowSettings> settings(UUID workspaceId, UUID workflowId, int version) {
    return published
        .find(workspaceId, workflowId, version)
        .map(workflow -> workflow.settings())
        .defaultIfEmpty(WorkflowSettings.NONE);
  }

  record Version(UUID workspaceId, UUID workflowId, int number) {
    static Version of(NewExecution execution) {
      return new Version(
          execution.workspaceId(), execution.workflowId(), execution.workflowVersion());
    }

    static Version of(StoredExecution execution) {
      return new Version(
          execution.workspaceId(), execution.workflowId(), execution.workflowVersion());
    }
  }

  /// @param timeLimit of the version itself
  record Limit(
      @Nullable Concurrency workflow, @Nullable Integer workspace, @Nullable Duration timeLimit) {
    static final Limit NONE = new Limit(null, null, null);

    boolean isNone() {
      return workflow == null && workspace == null;
    }
  }
}
