package io.tributary.workflows;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.NodeCatalog;
import io.tributary.workflows.domain.Exits;
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
          "CONTROL_FORK",
          "CONTROL_JOIN",
          "CONTROL_LOOP",
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
  public Exits exits(String type) {
    return switch (type) {
      case "CONTROL_END" -> Exits.NONE;
      case "CONTROL_BRANCH" -> Exits.CONDITIONS;
      case "CONTROL_FORK" -> Exits.ALL;
      default -> Exits.ONE;
    };
  }

  @Override
  public Set<String> handles(String type) {
    if (type.equals("CONTROL_LOOP")) {
      return Set.of("each", "error");
    }
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
