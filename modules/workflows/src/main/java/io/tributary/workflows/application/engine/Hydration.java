package io.tributary.workflows.application.engine;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tributary.leads.LeadDirectory;
import io.tributary.leads.LeadRef;
import io.tributary.leads.LeadView;
import io.tributary.workflows.application.port.out.PublishedWorkflows;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.WorkflowSettings;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workspaces.WorkspaceDirectory;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Gives executions what they run with: their versions and their leads, each by one look for the
/// whole batch.
@Component
final class Hydration {
  private final PublishedWorkflows published;
  private final LeadDirectory leads;
  private final WorkspaceDirectory workspaces;
  private final Runner runner;
  private final Clock clock;

  Hydration(
      PublishedWorkflows published,
      LeadDirectory leads,
      WorkspaceDirectory workspaces,
      Runner runner,
      Clock clock) {
    this.published = published;
    this.leads = leads;
    this.workspaces = workspaces;
    this.runner = runner;
    this.clock = clock;
  }

  /// Brings all of them on in memory. Inside a worker's transaction.
  Mono<List<Run>> begin(List<Work> works, Slice slice) {
    return workflows(works)
        .flatMap(
            workflows ->
                Mono.zip(
                    leads(works),
                    zones(works),
                    (found, zones) -> begin(works, slice, workflows, found, zones)));
  }

  private List<Run> begin(
      List<Work> works,
      Slice slice,
      Map<Version, CompiledWorkflow> workflows,
      Map<LeadRef, LeadView> found,
      Map<UUID, ZoneId> zones) {
    var now = clock.instant();
    return works.stream()
        .map(
            work -> {
              var execution = work.execution();
              var workflow = workflows.get(Version.of(execution));
              var lead = leadOf(execution);
              var run =
                  new Run(
                      execution,
                      workflow == null ? missing(execution) : workflow,
                      lead == null ? null : found.get(lead),
                      zones.getOrDefault(execution.workspaceId(), ZoneOffset.UTC),
                      now,
                      slice);
              runner.begin(run, sound(work, workflow));
              return run;
            })
        .toList();
  }

  private Mono<Map<UUID, ZoneId>> zones(List<Work> works) {
    return workspaces.zones(
        works.stream().map(work -> work.execution().workspaceId()).collect(toUnmodifiableSet()));
  }

  private Mono<Map<Version, CompiledWorkflow>> workflows(List<Work> works) {
    var versions = works.stream().map(work -> Version.of(work.execution())).distinct().toList();
    return Flux.fromIterable(versions)
        .concatMap(v -> published.find(v.workspaceId(), v.workflowId(), v.number()))
        .collectMap(found -> new Version(found.workspaceId(), found.workflowId(), found.version()));
  }

  private Mono<Map<LeadRef, LeadView>> leads(List<Work> works) {
    var refs =
        works.stream()
            .<LeadRef>mapMulti(
                (work, sink) -> {
                  var ref = leadOf(work.execution());
                  if (ref != null) {
                    sink.accept(ref);
                  }
                })
            .distinct()
            .toList();
    return refs.isEmpty()
        ? Mono.just(Map.of())
        : leads
            .find(refs)
            .map(
                found ->
                    found.stream()
                        .collect(
                            toUnmodifiableMap(
                                lead -> new LeadRef(lead.workspaceId(), lead.leadId()),
                                Function.identity())));
  }

  private static @Nullable LeadRef leadOf(StoredExecution execution) {
    var lead = execution.leadId();
    return lead == null ? null : new LeadRef(execution.workspaceId(), lead);
  }

  private static CompiledWorkflow missing(StoredExecution execution) {
    return new CompiledWorkflow(
        execution.workspaceId(),
        execution.workflowId(),
        execution.workflowVersion(),
        "",
        "",
        Map.of(),
        WorkflowSettings.NONE);
  }

  /// One that has nothing to go on with ends.
  private static Work sound(Work work, @Nullable CompiledWorkflow workflow) {
    if (!work.execution().readable()) {
      return work.broken(new Failure(FailureKind.INTERNAL, "its state cannot be read"));
    }
    return workflow == null ? withoutWorkflow(work) : work;
  }

  private static Work withoutWorkflow(Work work) {
    return work.broken(new Failure(FailureKind.WORKFLOW_UNKNOWN, "its published version is gone"));
  }

  private record Version(UUID workspaceId, UUID workflowId, int number) {
    static Version of(StoredExecution execution) {
      return new Version(
          execution.workspaceId(), execution.workflowId(), execution.workflowVersion());
    }
  }
}
