package io.tributary.workflows.domain.execution;

import io.tributary.workflows.domain.CompiledWorkflow;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/// At which nodes an execution may begin besides its trigger.
public final class Entries {
  private Entries() {}

  /// Those that can be come to without entering a loop's body: whatever stands inside of a loop
  /// needs the loop, with its items, around it.
  public static Set<String> of(CompiledWorkflow workflow) {
    var found = new HashSet<String>();
    var waiting = new ArrayDeque<String>();
    waiting.add(workflow.triggerNode());
    while (!waiting.isEmpty()) {
      var id = waiting.removeFirst();
      var node = workflow.nodes().get(id);
      if (node != null && found.add(id)) {
        node.edges().stream()
            .filter(edge -> !Ways.EACH.equals(edge.handle()))
            .forEach(edge -> waiting.add(edge.target()));
      }
    }
    return found;
  }
}
