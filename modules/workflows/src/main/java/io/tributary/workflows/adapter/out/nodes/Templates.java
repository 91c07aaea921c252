package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.TemplateRenderer;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Templates inside of JSON: only in the texts at its leaves, never in keys.
@Component
final class Templates {
  private static final Pattern SINGLE_VALUE =
      Pattern.compile("\\s*\\{\\{\\{?\\s*([A-Za-z_][\\w-]*(?:\\.[\\w-]+)*)\\s*\\}?\\}\\}\\s*");
  private static final int MAX_DEPTH = 32;

  private final TemplateRenderer renderer;

  Templates(TemplateRenderer renderer) {
    this.renderer = renderer;
  }

  TemplateRenderer renderer() {
    return renderer;
  }

  String render(String template, Map<String, ?> values, Escape escape) {
    return renderer.render(template, values, escape);
  }

  /// The JSON with its texts rendered.
  @Nullable Object renderTree(@Nullable Object json, Map<String, ?> values) {
    return switch (json) {
      case String text -> renderer.render(text, values, Escape.NONE);
      case Map<?, ?> map -> {
        var rendered = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> rendered.put(String.valueOf(key), renderTree(value, values)));
        yield rendered;
      }
      case List<?> list -> list.stream().map(item -> renderTree(item, values)).toList();
      case null, default -> json;
    };
  }

  void checkTree(@Nullable Object json, Faults at) {
    checkTree(json, at, 0);
  }

  private void checkTree(@Nullable Object json, Faults at, int depth) {
    if (!at.require(depth <= MAX_DEPTH, "too-deep", "must not be nested so deep")) {
      return;
    }
    switch (json) {
      case String text -> renderer.check(text, at);
      case Map<?, ?> map ->
          map.forEach((key, value) -> checkTree(value, at.at(String.valueOf(key)), depth + 1));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          checkTree(list.get(i), at.at(i), depth + 1);
        }
      }
      case null, default -> {}
    }
  }

  /// A text that is one variable and nothing else becomes the variable's value, a number or a list
  /// too; any other text is rendered. Null if nothing is left of it.
  @Nullable Object value(String template, Map<String, ?> values) {
    var single = SINGLE_VALUE.matcher(template);
    if (single.matches()) {
      return find(single.group(1), values);
    }
    var text = renderer.render(template, values, Escape.NONE);
    return text.isBlank() ? null : text;
  }

  private static @Nullable Object find(String path, Map<String, ?> values) {
    Object at = values;
    for (var part : path.split("\\.")) {
      if (!(at instanceof Map<?, ?> map)) {
        return null;
      }
      at = map.get(part);
    }
    return at;
  }
}
