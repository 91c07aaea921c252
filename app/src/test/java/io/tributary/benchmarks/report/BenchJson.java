package io.tributary.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The figures as a list of `{"name", "value", "unit", "limit", "ratio"}`; the last two are null
/// for a figure without a limit.
public final class BenchJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BenchJson() {}

  public static String of(List<Figure> figures) {
    return JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(figures.stream().map(BenchJson::item).toList());
  }

  private static Map<String, @Nullable Object> item(Figure figure) {
    var item = new LinkedHashMap<String, @Nullable Object>();
    item.put("name", figure.row().name());
    item.put("value", figure.value());
    item.put("unit", figure.row().unit());
    item.put("limit", figure.limit());
    item.put("ratio", figure.ratio());
    return item;
  }
}
