package io.tributary.workflows.application.engine;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.NodeCatalog;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.domain.Exits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All node types that there are.
@Component
final class NodeTypes implements NodeCatalog {
  private final Map<String, NodeType> byName = new TreeMap<>();

  /// @throws IllegalStateException if two types share a name
  NodeTypes(List<NodeType> types) {
    for (var type : types) {
      if (byName.put(type.name(), type) != null) {
        throw new IllegalStateException("two node types are named " + type.name());
      }
    }
  }

  @Nullable NodeType find(String name) {
    return byName.get(name);
  }

  private NodeType get(String name) {
    var type = byName.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no node type " + name);
    }
    return type;
  }

  @Override
  public Set<String> types() {
    return Set.copyOf(byName.keySet());
  }

  @Override
  public boolean isTrigger(String type) {
    return get(type).trigger();
  }

  @Override
  public Exits exits(String type) {
    return get(type).exits();
  }

  @Override
  public Set<String> handles(String type) {
    return get(type).handles();
  }

  @Override
  public void check(String type, Map<String, Object> config, Faults at) {
    get(type).check(config, at);
  }

  @Override
  public Map<String, Object> configSchema(String type) {
    return get(type).configSchema();
  }
}
