package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.DefinitionFault;
import io.tributary.workflows.domain.WorkflowSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Collects faults with the node or edge that each is about, at most 1,000.
final class Findings {
  private static final int MAX = 1_000;

  private final List<DefinitionFault> all = new ArrayList<>();

  void whole(Consumer<Faults> check) {
    var faults = new Faults();
    check.accept(faults);
    take(faults, null, null);
  }

  WorkflowSettings settings(Function<Faults, WorkflowSettings> read) {
    var faults = new Faults();
    var settings = read.apply(faults.at("settings"));
    take(faults, null, null);
    return settings;
  }

  void node(int index, String id, Consumer<Faults> check) {
    var faults = new Faults();
    check.accept(faults.at("nodes").at(index));
    take(faults, emptyToNull(id), null);
  }

  void node(DefinedNode node, Consumer<Faults> check) {
    node(node.index(), node.id(), check);
  }

  void edge(int index, String id, Consumer<Faults> check) {
    var faults = new Faults();
    check.accept(faults.at("edges").at(index));
    take(faults, null, emptyToNull(id));
  }

  void edge(DefinedEdge edge, Consumer<Faults> check) {
    edge(edge.index(), edge.id(), check);
  }

  List<DefinitionFault> all() {
    return List.copyOf(all);
  }

  private void take(Faults faults, @Nullable String node, @Nullable String edge) {
    for (Fault fault : faults.all()) {
      if (all.size() < MAX) {
        all.add(new DefinitionFault(fault.pointer(), fault.code(), fault.message(), node, edge));
      }
    }
  }

  private static @Nullable String emptyToNull(String id) {
    return id.isEmpty() ? null : id;
  }
}
