package io.tributary.workflows.domain.definitions;

import io.tributary.workflows.domain.definitions.DefinitionDiff.Change;
import io.tributary.workflows.domain.definitions.DefinitionDiff.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds where two JSON-like values differ. The order of keys means nothing; lists are compared
/// item by item; 1 and 1.0 are the same number.
final class JsonChanges {
  private final List<Change> found = new ArrayList<>();

  private JsonChanges() {}

  static List<Change> between(String pointer, @Nullable Object before, @Nullable Object after) {
    var changes = new JsonChanges();
    changes.compare(pointer, before, after);
    return List.copyOf(changes.found);
  }

  static boolean same(@Nullable Object before, @Nullable Object after) {
    return between("", before, after).isEmpty();
  }

  private void compare(String pointer, @Nullable Object before, @Nullable Object after) {
    if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> young) {
      members(pointer, old, young);
    } else if (before instanceof List<?> old && after instanceof List<?> young) {
      items(pointer, old, young);
    } else if (!equal(before, after)) {
      found.add(new Change(pointer, Kind.CHANGED, before, after));
    }
  }

  private void members(String pointer, Map<?, ?> before, Map<?, ?> after) {
    var keys = new LinkedHashSet<Object>(before.keySet());
    keys.addAll(after.keySet());
    for (var key : keys) {
      var at = pointer + "/" + key.toString().replace("~", "~0").replace("/", "~1");
      if (!after.containsKey(key)) {
        found.add(new Change(at, Kind.REMOVED, before.get(key), null));
      } else if (!before.containsKey(key)) {
        found.add(new Change(at, Kind.ADDED, null, after.get(key)));
      } else {
        compare(at, before.get(key), after.get(key));
      }
    }
  }

  private void items(String pointer, List<?> before, List<?> after) {
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      var at = pointer + "/" + i;
      if (i >= after.size()) {
        found.add(new Change(at, Kind.REMOVED, before.get(i), null));
      } else if (i >= before.size()) {
        found.add(new Change(at, Kind.ADDED, null, after.get(i)));
      } else {
        compare(at, before.get(i), after.get(i));
      }
    }
  }

  private static boolean equal(@Nullable Object before, @Nullable Object after) {
    if (before instanceof Number old && after instanceof Number young && finite(old, young)) {
      return new BigDecimal(old.toString()).compareTo(new BigDecimal(young.toString())) == 0;
    }
    return Objects.equals(before, after);
  }

  private static boolean finite(Number before, Number after) {
    return Double.isFinite(before.doubleValue()) && Double.isFinite(after.doubleValue());
  }
}
