package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.execution.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The `retry` of a node's `config`.
final class Retries {
  static final String KEY = "retry";
  private static final String ATTEMPTS = "attempts";
  private static final String DELAY = "delaySeconds";
  private static final String MAX_DELAY = "maxDelaySeconds";
  private static final Set<String> KNOWN = Set.of(ATTEMPTS, DELAY, MAX_DELAY);
  private static final double MILLIS = 1_000;

  private Retries() {}

  static void check(Map<String, Object> config, Faults at) {
    var retry = config.get(KEY);
    if (retry == null) {
      return;
    }
    var here = at.at(KEY);
    if (!(retry instanceof Map<?, ?> map)) {
      here.add("wrong-type", "must be an object");
      return;
    }
    for (var key : map.keySet()) {
      if (!KNOWN.contains(key)) {
        here.at(String.valueOf(key)).add("unknown-property", "is not known here");
      }
    }
    var longest = RetryPolicy.LONGEST_DELAY.toSeconds();
    ConfigCheck.numberIn(map, here, ATTEMPTS, 1, RetryPolicy.MAX_ATTEMPTS, true);
    ConfigCheck.numberIn(map, here, DELAY, 0, longest, false);
    ConfigCheck.numberIn(map, here, MAX_DELAY, 0, longest, false);
  }

  static RetryPolicy of(Map<String, Object> config) {
    if (!(config.get(KEY) instanceof Map<?, ?> map)) {
      return RetryPolicy.DEFAULT;
    }
    var usual = RetryPolicy.DEFAULT;
    var attempts =
        map.get(ATTEMPTS) instanceof Number number ? number.intValue() : usual.attempts();
    var delay = seconds(map.get(DELAY), usual.delay());
    var cap = seconds(map.get(MAX_DELAY), longer(usual.maxDelay(), delay));
    return new RetryPolicy(attempts, delay, cap);
  }

  private static Duration seconds(@Nullable Object value, Duration otherwise) {
    return value instanceof Number number
        ? Duration.ofMillis(Math.round(number.doubleValue() * MILLIS))
        : otherwise;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
