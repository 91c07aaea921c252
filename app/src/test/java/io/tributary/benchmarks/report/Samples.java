package io.tributary.benchmarks.report;

import io.tributary.benchmarks.rig.Usage.Shares;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// What the rounds noted, by the name of a row.
public final class Samples {
  private final Map<String, List<Double>> values = new HashMap<>();
  private final Map<String, Shares> shares = new HashMap<>();

  public void add(String name, double value) {
    values.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
  }

  public void add(String name, double value, Shares used) {
    add(name, value);
    shares.put(name, used);
  }

  /// Counts instead of taking a median.
  public void increase(String name, double by) {
    var sum = values.getOrDefault(name, List.of(0.0)).getFirst() + by;
    values.put(name, new ArrayList<>(List.of(sum)));
  }

  /// Takes the place of all that was noted before.
  public void replace(String name, double value, Shares used) {
    values.remove(name);
    add(name, value, used);
  }

  /// The middle one, or the mean of the two in the middle; empty if nothing was noted.
  public OptionalDouble median(String name) {
    var sorted = values.getOrDefault(name, List.of()).stream().sorted().toList();
    if (sorted.isEmpty()) {
      return OptionalDouble.empty();
    }
    var upper = sorted.get(sorted.size() / 2);
    return OptionalDouble.of(
        sorted.size() % 2 == 1 ? upper : (sorted.get(sorted.size() / 2 - 1) + upper) / 2);
  }

  /// What was noted last of each, in words.
  public String latest(List<Row> rows) {
    return rows.stream()
        .filter(row -> values.containsKey(row.name()))
        .map(row -> "%s %s %s".formatted(row.name(), Page.number(last(row.name())), row.unit()))
        .collect(Collectors.joining(", "));
  }

  private double last(String name) {
    return values.getOrDefault(name, List.of()).getLast();
  }

  /// Of those rows that were measured, in their order.
  public List<Figure> figures(List<Row> rows) {
    return rows.stream().flatMap(row -> figure(row).stream()).toList();
  }

  private Optional<Figure> figure(Row row) {
    var value = median(row.name());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var limit = row.limit() == null ? OptionalDouble.empty() : median(row.limit());
    return Optional.of(
        new Figure(
            row,
            value.getAsDouble(),
            values.getOrDefault(row.name(), List.of()).size(),
            limit.isPresent() ? limit.getAsDouble() : null,
            shares.get(row.name())));
  }
}
