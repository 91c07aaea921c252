package io.tributary.benchmarks.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The same rates without something and with it: the former are the limits of the latter.
public final class Growth {
  private static final Goal FLAT = Goal.ratioAtLeast(0.8);

  private Growth() {}

  /// What others are held against is shown, but has no goal of its own.
  ///
  /// @param when the latter were measured, in words
  public static List<Figure> of(List<Figure> without, List<Figure> with, String when) {
    var limits =
        with.stream()
            .map(figure -> figure.row().limit())
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
    return with.stream()
        .filter(figure -> figure.row().unit().equals("1/s"))
        .flatMap(figure -> compare(without, figure, when, limits).stream())
        .toList();
  }

  private static Optional<Figure> compare(
      List<Figure> without, Figure with, String when, Set<String> limits) {
    var measured = with.row();
    var row = Row.of("size." + measured.name(), measured.what() + ", " + when, measured.unit());
    return without.stream()
        .filter(figure -> figure.row().name().equals(measured.name()))
        .findFirst()
        .map(
            former ->
                new Figure(
                    limits.contains(measured.name()) ? row : row.must(FLAT),
                    with.value(),
                    with.rounds(),
                    former.value(),
                    with.shares()));
  }
}
