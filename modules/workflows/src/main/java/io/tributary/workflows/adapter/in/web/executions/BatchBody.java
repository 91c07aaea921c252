package io.tributary.workflows.adapter.in.web.executions;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.in.executions.StartBatch;
import io.tributary.workflows.application.port.in.executions.StartExecution.Wish;
import io.tributary.workflows.domain.execution.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads a batch by hand: the JSON reader would stop at the first thing that is wrong.
final class BatchBody {
  private static final Set<String> PROPERTIES =
      Set.of("leadId", "input", "idempotencyKey", "correlationId", "priority");
  private static final int UUID_CHARS = 36;

  private BatchBody() {}

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault of its shape
  static List<Wish> wishes(Map<String, Object> body) {
    var faults = new Faults();
    checkProperties(body, Set.of("items"), faults);
    var at = faults.at("items");
    var wishes = new ArrayList<Wish>();
    if (!(body.get("items") instanceof List<?> items)) {
      at.add("required", "must be a list");
    } else if (items.isEmpty() || items.size() > StartBatch.MAX_WISHES) {
      at.add("length", "must have 1 to " + StartBatch.MAX_WISHES + " items");
    } else {
      for (int i = 0; i < items.size(); i++) {
        wishes.add(wish(items.get(i), at.at(i)));
      }
    }
    faults.throwIfAny();
    return wishes;
  }

  private static Wish wish(@Nullable Object item, Faults at) {
    if (!(item instanceof Map<?, ?> properties)) {
      at.add("type", "must be an object");
      return new Wish(null, Map.of(), null, null, Priority.NORMAL);
    }
    checkProperties(properties, PROPERTIES, at);
    return new Wish(
        leadId(properties.get("leadId"), at.at("leadId")),
        input(properties.get("input"), at.at("input")),
        text(properties.get("idempotencyKey"), at.at("idempotencyKey")),
        text(properties.get("correlationId"), at.at("correlationId")),
        priority(properties.get("priority"), at.at("priority")));
  }

  private static void checkProperties(Map<?, ?> object, Set<String> known, Faults at) {
    for (var name : object.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        at.at(String.valueOf(name)).add("unknown-property", "is not known");
      }
    }
  }

  private static @Nullable UUID leadId(@Nullable Object value, Faults at) {
    if (value == null) {
      return null;
    }
    try {
      if (value instanceof String text && text.length() == UUID_CHARS) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException none) {
      // said below
    }
    at.add("type", "must be a UUID");
    return null;
  }

  @SuppressWarnings("unchecked") // keys of JSON objects are texts
  private static Map<String, Object> input(@Nullable Object value, Faults at) {
    if (value instanceof Map<?, ?> input) {
      return (Map<String, Object>) input;
    }
    at.require(value == null, "type", "must be an object");
    return Map.of();
  }

  private static @Nullable String text(@Nullable Object value, Faults at) {
    if (value instanceof String text) {
      return text;
    }
    at.require(value == null, "type", "must be a text");
    return null;
  }

  private static Priority priority(@Nullable Object value, Faults at) {
    var found =
        Arrays.stream(Priority.values()).filter(each -> each.name().equals(value)).findFirst();
    at.require(value == null || found.isPresent(), "invalid", "must be HIGH, NORMAL or LOW");
    return found.orElse(Priority.NORMAL);
  }
}
