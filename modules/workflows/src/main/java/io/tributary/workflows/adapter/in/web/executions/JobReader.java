package io.tributary.workflows.adapter.in.web.executions;

import static java.util.Objects.requireNonNullElse;

import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.adapter.in.web.executions.JobRequest.JobFilter;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Action;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Arguments;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Order;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.in.executions.RerunExecution.Rerun;
import io.tributary.workflows.application.port.in.executions.RerunExecution.Version;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what a job is to do; every fault is told at once.
@Component
class JobReader {
  private static final Set<Action> WITH_VARIABLES = EnumSet.of(Action.RETRY, Action.RERUN);
  private static final Set<Action> WITH_NODE = EnumSet.of(Action.RERUN);
  private static final Set<Action> WITH_VERSION = EnumSet.of(Action.RERUN, Action.MIGRATE);

  private final JsonText json;

  JobReader(JsonText json) {
    this.json = json;
  }

  Order read(JobRequest body) {
    var faults = new Faults();
    var filter = filter(body, faults);
    var action = body.action();
    if (action == null) {
      faults.at("action").add("required", "is required");
      faults.throwIfAny();
      throw new IllegalStateException("an action is required");
    }
    var arguments = arguments(body, action, faults);
    if (action == Action.MIGRATE && filter.workflowId() == null) {
      faults.at("filter").at("workflowId").add("required", "is required to migrate");
    }
    faults.throwIfAny();
    return new Order(action, filter, arguments);
  }

  private Filter filter(JobRequest body, Faults faults) {
    var given = body.filter();
    var all = Boolean.TRUE.equals(body.all());
    var filter = given == null ? nothing() : toFilter(given, faults.at("filter"));
    var isEmpty = filter.equals(nothing());
    faults
        .at("filter")
        .require(!isEmpty || all, "required", "must say something, unless 'all' is true");
    faults.at("all").require(isEmpty || !all, "contradiction", "is meant without a filter only");
    return filter;
  }

  private static Filter nothing() {
    return new Filter(null, null, Set.of(), null, null, null, null, null, false, null);
  }

  private Filter toFilter(JobFilter given, Faults at) {
    var inner = new Faults();
    var workflow = given.workflowId();
    var state = given.state();
    var filter =
        new Filter(
            workflow,
            given.leadId(),
            Set.copyOf(requireNonNullElse(given.status(), List.of())),
            Queries.instant(given.from(), "from", inner),
            Queries.instant(given.to(), "to", inner),
            Queries.text(given.correlationId(), "correlationId", inner),
            Queries.place(
                workflow == null ? null : workflow.toString(), workflow, given.nodeId(), inner),
            given.parentId(),
            Boolean.TRUE.equals(given.paused()),
            state == null || state.isEmpty() ? null : StateQuery.read(json.write(state), inner),
            Queries.instant(given.endedFrom(), "endedFrom", inner),
            Queries.instant(given.endedTo(), "endedTo", inner));
    inner.all().forEach(fault -> at.add(below(fault)));
    return filter;
  }

  /// What is a parameter of a list's query is a property of a job's filter.
  private static Fault below(Fault fault) {
    return new Fault("/filter/" + fault.pointer().substring(1), fault.code(), fault.message());
  }

  private static Arguments arguments(JobRequest body, Action action, Faults faults) {
    allow("nodeId", body.nodeId(), WITH_NODE, action, faults);
    allow("stepOutputs", body.stepOutputs(), WITH_NODE, action, faults);
    allow("variables", body.variables(), WITH_VARIABLES, action, faults);
    allow("version", body.version(), WITH_VERSION, action, faults);
    var variables = requireNonNullElse(body.variables(), Map.<String, Object>of());
    return switch (action) {
      case CANCEL, PAUSE, RESUME -> Arguments.NONE;
      case RETRY -> new Arguments(null, variables, null);
      case MIGRATE -> new Arguments(null, Map.of(), VersionChoice.read(body.version(), faults));
      case RERUN ->
          new Arguments(
              new Rerun(
                  body.nodeId(),
                  variables,
                  requireNonNullElse(body.stepOutputs(), Map.of()),
                  sameOrCurrent(body.version(), faults)),
              Map.of(),
              null);
    };
  }

  private static Version sameOrCurrent(@Nullable Object version, Faults faults) {
    if (version == null || version.equals(Version.SAME.name())) {
      return Version.SAME;
    }
    faults
        .at("version")
        .require(version.equals(Version.CURRENT.name()), "invalid", "must be SAME or CURRENT");
    return Version.CURRENT;
  }

  private static void allow(
      String name, @Nullable Object value, Set<Action> of, Action action, Faults faults) {
    faults
        .at(name)
        .require(value == null || of.contains(action), "contradiction", "is not for " + action);
  }
}
