package io.tributary.workflows.adapter.out.nodes;

import static io.tributary.workflows.adapter.out.nodes.Shape.optional;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.RetryPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The `retry` of a node's `config`.
final class Retries {
  static final String KEY = "retry";
  private static final String ATTEMPTS = "attempts";
  private static final String DELAY = "delaySeconds";
  private static final String FACTOR = "factor";
  private static final String MAX_DELAY = "maxDelaySeconds";
  private static final String JITTER = "jitter";
  private static final String TOTAL = "totalSeconds";
  private static final String ON = "on";
  private static final String STATUSES = "statuses";
  private static final int MAX_STATUSES = 50;
  private static final double MILLIS = 1_000;
  private static final int LONGEST_DELAY = (int) RetryPolicy.LONGEST_DELAY.toSeconds();
  private static final List<String> KINDS =
      Arrays.stream(FailureKind.values()).map(Enum::name).toList();

  static final Kind KIND =
      Shape.of(
              optional(ATTEMPTS, Kinds.whole(1, RetryPolicy.MAX_ATTEMPTS)),
              optional(DELAY, Kinds.number(0, LONGEST_DELAY)),
              optional(FACTOR, Kinds.number(1, RetryPolicy.MAX_FACTOR)),
              optional(MAX_DELAY, Kinds.number(0, LONGEST_DELAY)),
              optional(
                  JITTER,
                  Kinds.number(0, 1).described("The share of a delay that chance may take off.")),
              optional(
                  TOTAL,
                  Kinds.number(1, (int) RetryPolicy.LONGEST_TOTAL.toSeconds())
                      .described("No attempt begins later than this after the first one.")),
              optional(
                  ON,
                  Kinds.list(Kinds.option(KINDS), KINDS.size())
                      .described("The failures to try again; by default those that may pass.")),
              optional(
                  STATUSES,
                  Kinds.list(
                          Kinds.whole(RetryPolicy.MIN_STATUS, RetryPolicy.MAX_STATUS), MAX_STATUSES)
                      .described("HTTP statuses to try again besides.")))
          .described(
              "How often it is tried. By default 5 attempts, 5 seconds between the first two, then"
                  + " twice as long each time, at most 10 minutes, half of it by chance. A target's"
                  + " Retry-After is kept.");

  private Retries() {}

  static void check(Map<String, Object> config, Faults at) {
    var retry = config.get(KEY);
    if (retry != null) {
      KIND.check(retry, at.at(KEY));
    }
  }

  static RetryPolicy of(Map<String, Object> config) {
    if (!(config.get(KEY) instanceof Map<?, ?> map)) {
      return RetryPolicy.DEFAULT;
    }
    var usual = RetryPolicy.DEFAULT;
    var delay = orElse(seconds(map.get(DELAY)), usual.delay());
    return new RetryPolicy(
        (int) number(map.get(ATTEMPTS), usual.attempts()),
        delay,
        number(map.get(FACTOR), usual.factor()),
        orElse(seconds(map.get(MAX_DELAY)), longer(usual.maxDelay(), delay)),
        number(map.get(JITTER), usual.jitter()),
        seconds(map.get(TOTAL)),
        kinds(map.get(ON)),
        items(map.get(STATUSES))
            .map(status -> ((Number) status).intValue())
            .collect(Collectors.toSet()));
  }

  private static @Nullable Set<FailureKind> kinds(@Nullable Object on) {
    return on == null
        ? null
        : items(on)
            .map(name -> FailureKind.valueOf(String.valueOf(name)))
            .collect(Collectors.toSet());
  }

  private static Stream<?> items(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream() : Stream.empty();
  }

  private static double number(@Nullable Object value, double otherwise) {
    return value instanceof Number number ? number.doubleValue() : otherwise;
  }

  private static @Nullable Duration seconds(@Nullable Object value) {
    return value instanceof Number number
        ? Duration.ofMillis(Math.round(number.doubleValue() * MILLIS))
        : null;
  }

  private static Duration orElse(@Nullable Duration duration, Duration otherwise) {
    return duration == null ? otherwise : duration;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
