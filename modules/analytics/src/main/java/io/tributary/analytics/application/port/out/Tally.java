package io.tributary.analytics.application.port.out;

import io.tributary.analytics.application.port.in.Counters;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What a batch adds: at most one row for each workspace, subject and day, and always in the same
/// order, so that batches on several nodes never wait for each other in a circle.
public final class Tally {
  private final SortedMap<Key, Counters> rows = new TreeMap<>();

  /// @param subject a form or workflow; the workspace itself where it is the subject
  public record Key(UUID workspaceId, UUID subject, LocalDate day) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::workspaceId).thenComparing(Key::subject).thenComparing(Key::day);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  public record Row(Key key, Counters counters) {}

  public void add(UUID workspaceId, UUID subject, LocalDate day, Counters counters) {
    rows.merge(new Key(workspaceId, subject, day), counters, Counters::plus);
  }

  /// At the workspace's own row.
  public void add(UUID workspaceId, LocalDate day, Counters counters) {
    add(workspaceId, workspaceId, day, counters);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// Sorted.
  public List<Row> rows() {
    return rows.entrySet().stream()
        .map(entry -> new Row(entry.getKey(), entry.getValue()))
        .toList();
  }
}
