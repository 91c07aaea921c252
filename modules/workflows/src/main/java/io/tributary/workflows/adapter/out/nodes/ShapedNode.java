package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import java.util.Map;

/// A node type whose `config` is stated once, for its schema and its check.
interface ShapedNode extends NodeType {
  Shape shape();

  @Override
  default Map<String, Object> configSchema() {
    return shape().configSchema();
  }

  @Override
  default void check(Map<String, Object> config, Faults at) {
    shape().check(config, at);
  }
}
