package io.tributary.workflows.application.definitions;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.domain.DefinitionFault;
import io.tributary.workflows.domain.definitions.DefinitionRules;
import io.tributary.workflows.domain.definitions.NodeTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The rules with what they need of the application: the types of nodes, and sizes as JSON.
@Component
final class DraftRules {
  private final NodeTypes types;
  private final JsonText json;

  DraftRules(NodeTypes types, JsonText json) {
    this.types = types;
    this.json = json;
  }

  List<DefinitionFault> faultsOf(Map<String, Object> definition) {
    return DefinitionRules.check(definition, bytesOf(definition), types);
  }

  int bytesOf(Map<String, Object> definition) {
    return json.write(definition).getBytes(StandardCharsets.UTF_8).length;
  }

  NodeTypes types() {
    return types;
  }
}
