package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.DefinitionFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules that a published version keeps.
public final class DefinitionRules {
  private final NodeTypes types;
  private final Findings findings = new Findings();

  private DefinitionRules(NodeTypes types) {
    this.types = types;
  }

  /// Every fault at once, those of nodes before those of edges; at most 1,000.
  ///
  /// @param bytes the definition's length as JSON in UTF-8
  /// @return empty if it can be published
  public static List<DefinitionFault> check(
      Map<String, Object> source, int bytes, NodeTypes types) {
    return new DefinitionRules(types).check(source, bytes);
  }

  private List<DefinitionFault> check(Map<String, Object> source, int bytes) {
    findings.whole(at -> DefinitionShape.check(source, bytes, at));
    if (!findings.all().isEmpty()) {
      return findings.all();
    }
    var definition = Definition.read(source, findings);
    definition.nodes().forEach(this::node);
    triggers(definition);
    var byId = new HashMap<String, DefinedNode>();
    definition.nodes().forEach(node -> byId.putIfAbsent(node.id(), node));
    byId.remove("");
    new EdgeRules(types, findings, byId).check(definition);
    new WayRules(types, findings, byId).check(definition);
    return findings.all();
  }

  private void node(DefinedNode node) {
    if (node.type().isEmpty()) {
      return;
    }
    findings.node(
        node,
        at -> {
          var known =
              at.at("type").require(types.isKnown(node.type()), "unknown-type", "is not known");
          if (known) {
            config(node, at.at("data").at("config"));
          }
        });
  }

  private void config(DefinedNode node, Faults at) {
    var before = at.all().size();
    types.check(node.type(), node.config(), at);
    var alreadyRefused = at.all().size() > before;
    if (types.isTrigger(node.type()) && !alreadyRefused) {
      var form = node.config().get("formId");
      at.at("formId").require(form == null || uuidOf(form) != null, "not-an-id", "must be an id");
    }
  }

  private void triggers(Definition definition) {
    var triggers =
        definition.nodes().stream().filter(node -> types.isTrigger(node.type())).toList();
    if (triggers.isEmpty()) {
      findings.whole(
          at -> at.at("nodes").add("trigger-missing", "a workflow begins with one trigger"));
      return;
    }
    for (var extra : triggers.subList(1, triggers.size())) {
      findings.node(
          extra,
          at -> at.at("type").add("second-trigger", "a workflow begins with one trigger only"));
    }
  }

  static @Nullable UUID uuidOf(@Nullable Object value) {
    try {
      return value instanceof String text && text.length() == 36 ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }
}
