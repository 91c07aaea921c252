package io.tributary.kernel.conditions;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows JSON-like values as CEL's own, on reading: an evaluation looks at a few fields of what may
/// be large.
final class CelViews {
  /// Shows a list or a map, and is as good as any other view of the same one.
  interface View {
    Object viewed();
  }

  private CelViews() {}

  /// @param value null becomes CEL's null, and so does what JSON does not know
  static Object of(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case String text -> text;
      case Boolean truth -> truth;
      case Long number -> number;
      case Double number -> number;
      case Integer number -> number.longValue();
      case Map<?, ?> map -> new MapView(map);
      case Collection<?> list ->
          new ListView(list instanceof List<?> l && l instanceof RandomAccess ? l : copy(list));
      default -> ofScalar(Values.normal(value));
    };
  }

  private static Object ofScalar(@Nullable Object normal) {
    return switch (normal) {
      case String text -> text;
      case BigDecimal number -> number(number);
      case null, default -> NullValue.NULL_VALUE;
    };
  }

  private static Number number(BigDecimal number) {
    if (number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0) {
      try {
        return number.longValueExact();
      } catch (ArithmeticException moreThan64Bits) {
        return number.doubleValue();
      }
    }
    return number.doubleValue();
  }

  private static List<?> copy(Collection<?> values) {
    return new ArrayList<>(values);
  }

  private static final class ListView extends AbstractList<Object> implements RandomAccess, View {
    private final List<?> viewed;

    ListView(List<?> viewed) {
      this.viewed = viewed;
    }

    @Override
    public Object viewed() {
      return viewed;
    }

    @Override
    public Object get(int index) {
      return of(viewed.get(index));
    }

    @Override
    public int size() {
      return viewed.size();
    }
  }

  private static final class MapView extends AbstractMap<String, Object> implements View {
    private final Map<?, ?> viewed;

    MapView(Map<?, ?> viewed) {
      this.viewed = viewed;
    }

    @Override
    public Object viewed() {
      return viewed;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return containsKey(key) ? of(viewed.get(key)) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return key instanceof String && viewed.containsKey(key);
    }

    @Override
    public int size() {
      return viewed.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return new EntriesView(viewed);
    }
  }

  private static final class EntriesView extends AbstractSet<Map.Entry<String, Object>> {
    private final Map<?, ?> viewed;

    EntriesView(Map<?, ?> viewed) {
      this.viewed = viewed;
    }

    @Override
    public Iterator<Map.Entry<String, Object>> iterator() {
      return viewed.entrySet().stream()
          .map(entry -> Map.entry(String.valueOf(entry.getKey()), of(entry.getValue())))
          .iterator();
    }

    @Override
    public int size() {
      return viewed.size();
    }
  }
}
