package io.tributary.workflows;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.NodeCatalog;
import java.util.Map;
import java.util.Set;

/// The types of nodes with just enough rules to test with, without the engine.
public final class StandInCatalog implements NodeCatalog {
  private static final Set<String> TYPES =
      Set.of(
          "TRIGGER_FORM_RESPONSE",
          "TRIGGER_LEAD_CREATED",
          "TRIGGER_MANUAL",
          "CONTROL_BRANCH",
          "CONTROL_DELAY",
          "CONTROL_END",
          "ACTION_SEND_EMAIL",
          "ACTION_HTTP_REQUEST",
          "ACTION_UPDATE_LEAD");

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public boolean isTrigger(String type) {
    return type.startsWith("TRIGGER_");
  }

  @Override
  public boolean isEnd(String type) {
    return type.equals("CONTROL_END");
  }

  @Override
  public Set<String> handles(String type) {
    return type.startsWith("ACTION_") ? Set.of("error") : Set.of();
  }

  @Override
  public void check(String type, Map<String, Object> config, Faults at) {
    if (type.equals("ACTION_SEND_EMAIL")) {
      at.at("to").require(config.get("to") instanceof String, "required", "is missing");
      at.at("subject").require(config.get("subject") instanceof String, "required", "is missing");
    }
  }

  @Override
  public Map<String, Object> configSchema(String type) {
    return Map.of("type", "object");
  }
}
