package io.tributary.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The figures as a Markdown table.
public final class Page {
  private static final String HEAD =
      """
      | name | what | value | unit | limit | ratio | must be | met | rounds | client / service / PostgreSQL |
      | --- | --- | ---: | --- | ---: | ---: | ---: | :---: | ---: | ---: |
      """;

  private Page() {}

  public static String table(List<Figure> figures) {
    return HEAD + figures.stream().map(Page::line).collect(Collectors.joining());
  }

  private static String line(Figure figure) {
    var row = figure.row();
    var goal = row.goal();
    return "| `%s` | %s | %s | %s | %s | %s | %s | %s | %d | %s |%n"
        .formatted(
            row.name(),
            row.what(),
            number(figure.value()),
            row.unit(),
            number(figure.limit()),
            ratio(figure.ratio()),
            goal == null ? "" : goal,
            goal == null ? "" : goal.isMet(figure) ? "yes" : "**no**",
            figure.rounds(),
            figure.shares() == null ? "" : figure.shares());
  }

  /// Three digits that matter, as far as there are.
  static String number(@Nullable Double value) {
    if (value == null) {
      return "";
    }
    var digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  private static String ratio(@Nullable Double ratio) {
    return ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio);
  }
}
