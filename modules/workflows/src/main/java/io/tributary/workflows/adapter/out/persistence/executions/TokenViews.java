package io.tributary.workflows.adapter.out.persistence.executions;

import io.tributary.workflows.application.port.in.executions.ReadExecutions.TokenView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the places where an execution stands from what the engine keeps. What is missing there is
/// missing here: a reader is no reason to fail.
final class TokenViews {
  private TokenViews() {}

  static List<TokenView> of(JsonNode tokens) {
    var views = new ArrayList<TokenView>();
    for (var token : tokens) {
      var position = token.path("position");
      views.add(
          new TokenView(
              token.path("id").asInt(0),
              text(position.path("node")),
              text(token.path("phase")),
              number(position.path("attempt")),
              instant(position.path("since")),
              instant(token.path("wakeAt")),
              number(token.path("item"))));
    }
    return views;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  private static @Nullable Integer number(JsonNode node) {
    return node.isInt() ? node.intValue() : null;
  }

  private static @Nullable Instant instant(JsonNode node) {
    try {
      return node.isString() ? Instant.parse(node.stringValue()) : null;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
