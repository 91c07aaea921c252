package io.tributary.workflows.adapter.in.web.executions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON object that a state must contain. It is written anew: what the database would
/// refuse, such as half of a surrogate pair, does not get through.
final class StateQuery {
  private static final int MAX_BYTES = 10_000;
  private static final int MAX_DIGITS = 1_000;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private StateQuery() {}

  static @Nullable String read(@Nullable String text, Faults faults) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.getBytes(UTF_8).length > MAX_BYTES) {
      return refuse(faults, "too-long", "must have at most 10,000 bytes");
    }
    try {
      var node = MAPPER.readTree(text);
      return node.isObject() && storable(node)
          ? MAPPER.writeValueAsString(node)
          : refuse(faults, "not-an-object", "must be a JSON object that can be stored");
    } catch (JacksonException unreadable) {
      return refuse(faults, "not-json", "must be a JSON object");
    }
  }

  private static @Nullable String refuse(Faults faults, String code, String message) {
    faults.add(new Fault("?state", code, message));
    return null;
  }

  private static boolean storable(JsonNode node) {
    if (node.isBigDecimal() || node.isBigInteger()) {
      var number = node.decimalValue();
      return number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS;
    }
    if (node.isString()) {
      return hasNoZero(node.stringValue());
    }
    return node.propertyNames().stream().allMatch(StateQuery::hasNoZero)
        && node.valueStream().allMatch(StateQuery::storable);
  }

  private static boolean hasNoZero(String text) {
    return text.indexOf(0) < 0;
  }
}
