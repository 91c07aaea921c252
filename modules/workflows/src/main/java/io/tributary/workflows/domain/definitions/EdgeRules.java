package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.conditions.Conditions;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.Exits;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where edges may begin, end, and what they may carry.
final class EdgeRules {
  private static final String EACH = "each";

  private final NodeTypes types;
  private final Findings findings;
  private final Map<String, DefinedNode> nodes;
  private final Set<Exit> leaving = new HashSet<>();
  private final Set<Exit> taken = new HashSet<>();

  EdgeRules(NodeTypes types, Findings findings, Map<String, DefinedNode> nodes) {
    this.types = types;
    this.findings = findings;
    this.nodes = nodes;
  }

  void check(Definition definition) {
    for (var edge : definition.edges()) {
      leaving.add(new Exit(edge.source(), edge.handle()));
      findings.edge(
          edge,
          at -> {
            source(edge, at);
            target(edge, at);
          });
    }
    for (var node : definition.nodes()) {
      if (types.isKnown(node.type())) {
        findings.node(node, at -> missing(node, at));
      }
    }
  }

  /// Ways out without which a node means nothing.
  private void missing(DefinedNode node, Faults at) {
    var onward = leaving.contains(new Exit(node.id(), null));
    switch (types.exits(node.type())) {
      case CONDITIONS ->
          at.require(onward, "branch-empty", "at least one edge must leave a branch");
      case ALL -> at.require(onward, "fork-empty", "at least one edge must leave a fork");
      case NONE, ONE -> {
        // where no edge goes on, the path ends
      }
    }
    if (types.handles(node.type()).contains(EACH)) {
      at.require(
          leaving.contains(new Exit(node.id(), EACH)),
          "loop-empty",
          "an edge must leave a loop by its handle 'each'");
    }
  }

  private void source(DefinedEdge edge, Faults at) {
    if (edge.source().isEmpty()) {
      return;
    }
    var node = nodes.get(edge.source());
    if (node == null) {
      at.at("source").add("dangling", "there is no node with this id");
      return;
    }
    if (!types.isKnown(node.type())) {
      return;
    }
    at.at("source")
        .require(
            types.exits(node.type()) != Exits.NONE, "leaves-end", "no edge may leave an end node");
    handle(edge, node.type(), at.at("sourceHandle"));
    condition(edge, node.type(), at.at("data").at("condition"));
    exit(edge, node.type(), at);
  }

  private void handle(DefinedEdge edge, String type, Faults at) {
    var handle = edge.handle();
    var handles = types.handles(type);
    at.require(
        handle == null || handles.contains(handle),
        "unknown-handle",
        handles.isEmpty()
            ? "this node has no other ways out"
            : "must be one of " + handles.stream().sorted().toList());
  }

  private void condition(DefinedEdge edge, String type, Faults at) {
    if (edge.condition() == null) {
      return;
    }
    if (mayCarryCondition(edge, type)) {
      Conditions.compile(edge.condition(), at);
    } else {
      at.add("not-allowed", "only edges that leave a branch carry conditions");
    }
  }

  private boolean mayCarryCondition(DefinedEdge edge, String type) {
    return edge.handle() == null && types.exits(type) == Exits.CONDITIONS;
  }

  private void exit(DefinedEdge edge, String type, Faults at) {
    if (edge.condition() != null && mayCarryCondition(edge, type)) {
      return;
    }
    if (edge.handle() == null && types.exits(type) == Exits.ALL) {
      return;
    }
    if (taken.add(new Exit(edge.source(), edge.handle()))) {
      return;
    }
    if (mayCarryCondition(edge, type)) {
      at.add("second-else", "only one edge that leaves a branch may be without a condition");
    } else {
      at.add("second-way", "another edge leaves the node by the same way out");
    }
  }

  private void target(DefinedEdge edge, Faults at) {
    if (edge.target().isEmpty()) {
      return;
    }
    var node = nodes.get(edge.target());
    if (node == null) {
      at.at("target").add("dangling", "there is no node with this id");
      return;
    }
    at.at("target")
        .require(!types.isTrigger(node.type()), "into-trigger", "no edge may lead into a trigger");
  }

  private record Exit(String source, @Nullable String handle) {}
}
