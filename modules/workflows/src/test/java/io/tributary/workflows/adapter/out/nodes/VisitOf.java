package io.tributary.workflows.adapter.out.nodes;

import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.CompiledEdge;
import io.tributary.workflows.domain.CompiledNode;
import io.tributary.workflows.domain.Exits;
import io.tributary.workflows.domain.execution.EffectKey;
import io.tributary.workflows.domain.execution.Position;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A visit as the engine would make it.
final class VisitOf {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private final CompiledNode node;
  private final Map<String, Object> values = new HashMap<>();
  private UUID workspace = UUID.randomUUID();
  private UUID execution = UUID.randomUUID();
  private @Nullable UUID lead;
  private Position position;
  private Map<String, Object> memory = Map.of();
  private List<Signal> signals = List.of();
  private Instant now = START;
  private Instant createdAt = START;
  private ZoneId zone = ZoneOffset.UTC;

  private VisitOf(CompiledNode node) {
    this.node = node;
    this.position = new Position(node.id(), 1, 1, UUID.randomUUID(), START);
    values.put("variables", Map.of());
    values.put("execution", Map.of("workflowId", UUID.randomUUID().toString()));
  }

  static VisitOf node(CompiledNode node) {
    return new VisitOf(node);
  }

  static VisitOf config(Map<String, Object> config, String... handles) {
    return node(compiled(config, handles));
  }

  static CompiledNode compiled(Map<String, Object> config, String... handles) {
    return new CompiledNode(
        "n",
        "TYPE",
        "N",
        Exits.ONE,
        config,
        List.of(handles).stream()
            .map(handle -> new CompiledEdge("e-" + handle, handle, "z", null))
            .toList());
  }

  VisitOf value(String root, Object value) {
    values.put(root, value);
    return this;
  }

  VisitOf of(UUID workspaceId, UUID executionId) {
    workspace = workspaceId;
    execution = executionId;
    return this;
  }

  VisitOf step(UUID stepId) {
    position = new Position(node.id(), position.visit(), 1, stepId, position.since());
    return this;
  }

  VisitOf times(int visit) {
    position = new Position(node.id(), visit, 1, position.stepId(), position.since());
    return this;
  }

  VisitOf lead(UUID leadId) {
    lead = leadId;
    return this;
  }

  VisitOf now(Instant at) {
    now = at;
    return this;
  }

  VisitOf now(String at) {
    return now(Instant.parse(at));
  }

  VisitOf createdAt(Instant at) {
    createdAt = at;
    return this;
  }

  VisitOf zone(String id) {
    zone = ZoneId.of(id);
    return this;
  }

  VisitOf memory(Map<String, Object> kept) {
    memory = kept;
    return this;
  }

  VisitOf signals(List<Signal> arrived) {
    signals = arrived;
    return this;
  }

  Visit visit() {
    return new Visit(
        workspace,
        execution,
        lead,
        node,
        values,
        EffectKey.of(execution, position),
        position,
        memory,
        signals,
        now,
        zone,
        createdAt);
  }
}
