package io.tributary.kernel.transactions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is asked of one group of a `GroupRead`, in the order in which it came, and what is being
/// read of it. For one thread at a time.
final class ReadGroup<G, K, V> {
  final G id;

  /// Whether it stands in the queue of groups that are to be read.
  boolean due;

  private final Map<K, List<Asker<V>>> asked = new LinkedHashMap<>();
  private Map<K, List<Asker<V>>> underWay = Map.of();

  ReadGroup(G id) {
    this.id = id;
  }

  void ask(K key, Asker<V> asker) {
    asked.computeIfAbsent(key, first -> new ArrayList<>(1)).add(asker);
  }

  /// @return whether it waited for its read to begin
  boolean forget(K key, Asker<V> asker) {
    var askers = asked.get(key);
    if (askers == null || !askers.remove(asker)) {
      return false;
    }
    if (askers.isEmpty()) {
      asked.remove(key);
    }
    return true;
  }

  /// Adds to `late` who came before `second`; those whose read has not begun
  /// are forgotten.
  ///
  /// @return how many are forgotten
  int giveUp(int second, List<Asker<V>> late) {
    underWay.values().forEach(askers -> addLate(askers, second, late));
    var begun = late.size();
    for (var askers : asked.values()) {
      addLate(askers, second, late);
      askers.removeIf(asker -> asker.cameBefore(second));
    }
    asked.values().removeIf(List::isEmpty);
    return late.size() - begun;
  }

  private static <V> void addLate(List<Asker<V>> askers, int second, List<Asker<V>> late) {
    askers.stream().filter(asker -> asker.cameBefore(second)).forEach(late::add);
  }

  /// Whether nothing waits for a read to begin.
  boolean isEmpty() {
    return asked.isEmpty();
  }

  boolean isReading() {
    return !underWay.isEmpty();
  }

  /// @return up to `keys` of what is asked, which is under way from now on
  Map<K, List<Asker<V>>> begin(int keys) {
    underWay = taken(asked, keys);
    return underWay;
  }

  void end() {
    underWay = Map.of();
  }

  static <K, T> Map<K, T> taken(Map<K, T> from, int keys) {
    var taken = new LinkedHashMap<K, T>();
    var entries = from.entrySet().iterator();
    while (entries.hasNext() && taken.size() < keys) {
      var entry = entries.next();
      taken.put(entry.getKey(), entry.getValue());
      entries.remove();
    }
    return taken;
  }
}
