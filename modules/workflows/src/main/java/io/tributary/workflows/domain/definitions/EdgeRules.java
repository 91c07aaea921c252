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
  private final NodeTypes types;
  private final Findings findings;
  private final Map<String, DefinedNode> nodes;
  private final Set<Exit> exits = new HashSet<>();

  EdgeRules(NodeTypes types, Findings findings, Map<String, DefinedNode> nodes) {
    this.types = types;
    this.findings = findings;
    this.nodes = nodes;
  }

  void check(Definition definition) {
    var leaving = new HashSet<String>();
    for (var edge : definition.edges()) {
      leaving.add(edge.source());
      findings.edge(
          edge,
          at -> {
            source(edge, at);
            target(edge, at);
          });
    }
    for (var node : definition.nodes()) {
      if (types.exits(node.type()) == Exits.CONDITIONS && !leaving.contains(node.id())) {
        findings.node(node, at -> at.add("branch-empty", "at least one edge must leave a branch"));
      }
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
    if (types.exits(type) == Exits.CONDITIONS) {
      Conditions.compile(edge.condition(), at);
    } else {
      at.add("not-allowed", "only edges that leave a branch carry conditions");
    }
  }

  private void exit(DefinedEdge edge, String type, Faults at) {
    if (edge.condition() != null && types.exits(type) == Exits.CONDITIONS) {
      return;
    }
    if (edge.handle() == null && types.exits(type) == Exits.ALL) {
      return;
    }
    if (exits.add(new Exit(edge.source(), edge.handle()))) {
      return;
    }
    if (types.exits(type) == Exits.CONDITIONS) {
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
