package io.tributary.workflows.application.control;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.MoveWorkflows;
import io.tributary.workflows.application.port.in.executions.ControlJobs;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Action;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Arguments;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Order;
import io.tributary.workflows.application.port.in.executions.HoldWorkflows;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.domain.definitions.Workflow;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class HoldWorkflowsService implements HoldWorkflows {
  private static final Set<ExecutionStatus> OPEN =
      EnumSet.of(ExecutionStatus.QUEUED, ExecutionStatus.RUNNING, ExecutionStatus.WAITING);

  private final MoveWorkflows workflows;
  private final ControlJobs jobs;
  private final Transactions transactions;

  HoldWorkflowsService(MoveWorkflows workflows, ControlJobs jobs, Transactions transactions) {
    this.workflows = workflows;
    this.jobs = jobs;
    this.transactions = transactions;
  }

  @Override
  public Mono<Held> pause(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected) {
    return with(
        workspace,
        workflows.pause(workspace, workflowId, expected),
        new Order(Action.PAUSE, executionsOf(workflowId, OPEN, false), Arguments.NONE));
  }

  @Override
  public Mono<Held> resume(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected) {
    return with(
        workspace,
        workflows.resume(workspace, workflowId, expected),
        new Order(Action.RESUME, executionsOf(workflowId, Set.of(), true), Arguments.NONE));
  }

  private Mono<Held> with(WorkspaceId workspace, Mono<Workflow> move, Order order) {
    return transactions.inWorkspace(
        workspace,
        move.flatMap(
            workflow -> jobs.start(workspace, order, null).map(job -> new Held(workflow, job))));
  }

  private static Filter executionsOf(
      UUID workflowId, Set<ExecutionStatus> statuses, boolean paused) {
    return new Filter(workflowId, null, statuses, null, null, null, null, null, paused, null);
  }
}
