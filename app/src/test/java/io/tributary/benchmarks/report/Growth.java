package io.tributary.benchmarks.report;

import java.util.List;
import java.util.Optional;

/// The same rates before and after something: the former are the limits of the latter.
public final class Growth {
  private static final Goal FLAT = Goal.ratioAtLeast(0.8);

  private Growth() {}

  /// @param when they were measured again, in words
  public static List<Figure> of(List<Figure> before, List<Figure> after, String when) {
    return after.stream()
        .filter(figure -> figure.row().unit().equals("1/s"))
        .flatMap(figure -> compare(before, figure, when).stream())
        .toList();
  }

  private static Optional<Figure> compare(List<Figure> before, Figure after, String when) {
    var row = after.row();
    return before.stream()
        .filter(figure -> figure.row().name().equals(row.name()))
        .findFirst()
        .map(
            former ->
                new Figure(
                    Row.of("size." + row.name(), row.what() + ", " + when, row.unit()).must(FLAT),
                    after.value(),
                    after.rounds(),
                    former.value(),
                    after.shares()));
  }
}
