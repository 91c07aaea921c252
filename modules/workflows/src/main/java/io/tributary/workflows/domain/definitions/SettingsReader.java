package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.WorkflowSettings;
import io.tributary.workflows.domain.WorkflowSettings.Concurrency;
import io.tributary.workflows.domain.WorkflowSettings.Policy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads `settings` of a definition. What is null counts as left out; `concurrency.policy` is
/// `QUEUE` unless it is said.
final class SettingsReader {
  private static final int MAX_CONCURRENCY = 10_000;
  private static final int MAX_DEBOUNCE_SECONDS = 86_400;
  private static final int MAX_TIME_LIMIT_SECONDS = 31_622_400;
  private static final List<String> POLICIES =
      Arrays.stream(Policy.values()).map(Policy::name).toList();

  private SettingsReader() {}

  /// @param at gets every fault
  /// @return without the parts that have faults
  static WorkflowSettings read(@Nullable Object source, Faults at) {
    var settings = object(source, Set.of("concurrency", "debounce", "onFailure", "timeLimit"), at);
    if (settings == null) {
      return WorkflowSettings.NONE;
    }
    return new WorkflowSettings(
        concurrency(settings.get("concurrency"), at.at("concurrency")),
        seconds(settings.get("debounce"), MAX_DEBOUNCE_SECONDS, at.at("debounce")),
        workflow(settings.get("onFailure"), at.at("onFailure")),
        seconds(settings.get("timeLimit"), MAX_TIME_LIMIT_SECONDS, at.at("timeLimit")));
  }

  private static @Nullable Concurrency concurrency(@Nullable Object source, Faults at) {
    var map = object(source, Set.of("limit", "policy"), at);
    if (map == null) {
      return null;
    }
    var limit = whole(map.get("limit"), MAX_CONCURRENCY, at.at("limit"));
    var policy = map.get("policy");
    var known =
        at.at("policy")
            .require(
                policy == null || policy instanceof String name && POLICIES.contains(name),
                "not-an-option",
                "must be one of " + POLICIES);
    return limit == null || !known
        ? null
        : new Concurrency(limit, policy == null ? Policy.QUEUE : Policy.valueOf(policy.toString()));
  }

  private static @Nullable Duration seconds(@Nullable Object source, int max, Faults at) {
    var map = object(source, Set.of("seconds"), at);
    var seconds = map == null ? null : whole(map.get("seconds"), max, at.at("seconds"));
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static @Nullable UUID workflow(@Nullable Object source, Faults at) {
    var map = object(source, Set.of("workflowId"), at);
    if (map == null) {
      return null;
    }
    var value = map.get("workflowId");
    if (value == null) {
      at.at("workflowId").add("required", "is missing");
      return null;
    }
    var id = DefinitionRules.uuidOf(value);
    at.at("workflowId").require(id != null, "not-an-id", "must be an id");
    return id;
  }

  private static @Nullable Integer whole(@Nullable Object value, int max, Faults at) {
    if (value == null) {
      at.add("required", "is missing");
      return null;
    }
    if (value instanceof Number number
        && number.doubleValue() >= 1
        && number.doubleValue() <= max
        && number.doubleValue() == Math.rint(number.doubleValue())) {
      return number.intValue();
    }
    at.add("out-of-range", "must be a whole number from 1 to " + max);
    return null;
  }

  /// @return null if there is none
  private static @Nullable Map<?, ?> object(@Nullable Object value, Set<String> known, Faults at) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> map)) {
      at.add("wrong-type", "must be an object");
      return null;
    }
    for (var key : map.keySet()) {
      if (!known.contains(key)) {
        at.at(key).add("unknown-property", "is not known here");
      }
    }
    return map;
  }
}
