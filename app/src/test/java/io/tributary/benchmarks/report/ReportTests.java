package io.tributary.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.benchmarks.rig.Usage.Shares;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {
  private static final Row LIMIT = Row.of("limit", "the limit", "1/s");
  private static final Row RATE =
      Row.of("rate", "a rate", "1/s").against("limit").must(Goal.ratioAtLeast(2));
  private static final Row SLOW = Row.of("slow", "a time", "ms").must(Goal.below(5));

  private final Samples samples = new Samples();

  private List<Figure> figures() {
    return samples.figures(List.of(LIMIT, RATE, SLOW));
  }

  private void add(String name, double... values) {
    for (var value : values) {
      samples.add(name, value);
    }
  }

  @Test
  void a_figure_is_the_median_of_the_rounds_held_against_the_limits_median() {
    add("limit", 100, 900, 200);
    add("rate", 500, 1, 300, 9_000);

    assertThat(figures())
        .extracting(figure -> figure.row().name(), Figure::value, Figure::limit, Figure::ratio)
        .containsExactly(tuple("limit", 200.0, null, null), tuple("rate", 400.0, 200.0, 2.0));
    assertThat(figures()).extracting(Figure::rounds).containsExactly(3, 4);
  }

  @Test
  void without_its_limit_a_figure_has_no_ratio_and_misses_its_goal() {
    add("rate", 500);

    assertThat(figures().getFirst().ratio()).isNull();
    assertThat(Goal.ratioAtLeast(0.1).isMet(figures().getFirst())).isFalse();
  }

  @Test
  void a_goal_is_met_at_its_bound_or_below_it() {
    add("limit", 100);
    add("rate", 200);
    add("slow", 5);
    var rate = figures().get(1);
    var slow = figures().get(2);

    assertThat(Goal.ratioAtLeast(2).isMet(rate)).isTrue();
    assertThat(Goal.ratioAtLeast(2.01).isMet(rate)).isFalse();
    assertThat(Goal.ratioBelow(2).isMet(rate)).isFalse();
    assertThat(Goal.atLeast(200).isMet(rate)).isTrue();
    assertThat(Goal.below(5).isMet(slow)).isFalse();
    assertThat(Goal.below(5.1).isMet(slow)).isTrue();
  }

  @Test
  void the_last_word_takes_the_place_of_the_rounds() {
    add("rate", 1, 2, 3);

    samples.replace("rate", 7, new Shares(1, 2, 3));

    assertThat(figures()).extracting(Figure::value).containsExactly(7.0);
  }

  @Test
  void what_is_counted_adds_up() {
    samples.increase("slow", 2);
    samples.increase("slow", 3);

    assertThat(figures()).extracting(Figure::value).containsExactly(5.0);
  }

  @Test
  void with_a_history_each_rate_is_held_against_itself_without() {
    add("limit", 100);
    add("rate", 200);
    add("slow", 5);
    var without = figures();
    add("limit", 50, 60, 70);
    add("rate", 100, 150, 159);

    var grown = Growth.of(without, figures(), "later");

    assertThat(grown)
        .extracting(figure -> figure.row().name(), Figure::value, Figure::limit, Figure::ratio)
        .containsExactly(
            tuple("size.limit", 65.0, 100.0, 0.65), tuple("size.rate", 154.5, 200.0, 0.7725));
    assertThat(Page.table(grown))
        .contains("| a rate, later | 155 | 1/s | 200 | 0.77 | ≥ 0.8 x limit | **no** |")
        .contains("| the limit, later | 65.0 | 1/s | 100 | 0.65 |  |  |");
  }

  @Test
  void a_rate_that_was_not_measured_without_a_history_is_not_compared() {
    add("limit", 100);
    var without = figures();
    add("rate", 1);

    assertThat(Growth.of(without, figures(), "later"))
        .extracting(figure -> figure.row().name())
        .containsExactly("size.limit");
  }

  @Test
  void the_json_is_a_list_of_five_properties_each() {
    add("limit", 100);
    add("rate", 250);

    var json = JsonMapper.builder().build().readTree(BenchJson.of(figures()));

    assertThat(json.toString())
        .isEqualTo(
            "[{\"name\":\"limit\",\"value\":100.0,\"unit\":\"1/s\",\"limit\":null,\"ratio\":null},"
                + "{\"name\":\"rate\",\"value\":250.0,\"unit\":\"1/s\",\"limit\":100.0,\"ratio\":2.5}]");
  }

  @Test
  void the_table_shows_the_goal_and_whether_it_is_met() {
    add("limit", 1_000);
    add("rate", 1_500);
    add("slow", 1.234);

    assertThat(Page.table(figures()))
        .contains("| `rate` | a rate | 1,500 | 1/s | 1,000 | 1.50 | ≥ 2 x limit | **no** | 1 |  |")
        .contains("| `slow` | a time | 1.23 | ms |  |  | < 5 | yes | 1 |  |");
  }

  @Test
  void the_block_between_the_marks_is_replaced_and_nothing_else() {
    var page = "# Page\n<!-- bench -->\nold\nolder\n<!-- /bench -->\nend\n";

    var written = DocsBlock.replace(page, "new\n");

    assertThat(written).isEqualTo("# Page\n<!-- bench -->\nnew\n<!-- /bench -->\nend\n");
    assertThat(DocsBlock.replace(written, "new\n")).isEqualTo(written);
  }

  @Test
  void a_page_without_the_marks_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocsBlock.replace("# Page", "new"))
        .withMessageContaining("<!-- bench -->");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocsBlock.replace("<!-- /bench --> <!-- bench -->", "new"));
  }
}
