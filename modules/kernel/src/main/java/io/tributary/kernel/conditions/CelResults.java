package io.tributary.kernel.conditions;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes plain values of what an evaluation results in: see `Expression`.
final class CelResults {
  private static final double LARGEST_EXACT = 1L << 53;

  private CelResults() {}

  /// @throws Refused if JSON cannot hold it
  static @Nullable Object plain(@Nullable Object result) {
    return switch (result) {
      case NullValue none -> null;
      case String text -> text;
      case Boolean truth -> truth;
      case Long number -> number;
      case Double number -> finite(number);
      case Number number -> unsigned(number);
      case Instant time -> time.toString();
      case Duration duration -> duration.toString();
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      case null, default -> throw new Refused("results in what JSON cannot hold");
    };
  }

  private static Number finite(double number) {
    if (!Double.isFinite(number)) {
      throw new Refused("results in what is not a finite number");
    }
    if (number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) {
      return (long) number;
    }
    return number;
  }

  private static Long unsigned(Number number) {
    try {
      return new BigDecimal(number.toString()).longValueExact();
    } catch (ArithmeticException moreThan63Bits) {
      throw new Refused("results in a whole number of more than 64 bits");
    }
  }

  private static List<Object> list(List<?> list) {
    List<Object> plain = new ArrayList<>(list.size());
    list.forEach(element -> plain.add(plain(element)));
    return Collections.unmodifiableList(plain);
  }

  private static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (var entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw new Refused("results in an object with a key that is not a text");
      }
      plain.put(key, plain(entry.getValue()));
    }
    return Collections.unmodifiableMap(plain);
  }
}
