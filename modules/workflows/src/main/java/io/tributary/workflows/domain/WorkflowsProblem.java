package io.tributary.workflows.domain;

import io.tributary.kernel.problems.Problem;
import java.util.List;

/// What this module refuses besides what any module does.
public abstract sealed class WorkflowsProblem extends Problem {
  private WorkflowsProblem(String message) {
    super(message);
  }

  /// The draft breaks rules that a published version must keep; every broken one is named. 422.
  public static final class WorkflowInvalid extends WorkflowsProblem {
    private final transient List<DefinitionFault> faults;

    public WorkflowInvalid(List<DefinitionFault> faults) {
      super("the draft cannot be published: " + faults.size() + " fault(s)");
      this.faults = List.copyOf(faults);
    }

    public List<DefinitionFault> faults() {
      return faults;
    }
  }
}
