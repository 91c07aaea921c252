package io.tributary.workflows.adapter.out.templates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.samskivert.mustache.Template;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.port.out.TemplateRenderer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Compiled templates are kept, up to a bound of 16 Mi characters of their texts.
@Component
final class MustacheRenderer implements TemplateRenderer {
  static final int MAX_OUTPUT_CHARS = 256 * 1024;

  private static final long MAX_CACHED_CHARS = 16L * 1024 * 1024;
  private static final Duration KEPT_UNUSED = Duration.ofHours(1);

  private final Map<Escape, TemplateCompiler> compilers = new EnumMap<>(Escape.class);
  private final Cache<Key, Template> compiled =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CACHED_CHARS)
          .weigher((Key key, Template template) -> key.template().length() + 1)
          .expireAfterAccess(KEPT_UNUSED)
          .build();

  MustacheRenderer() {
    for (var escape : Escape.values()) {
      compilers.put(escape, new TemplateCompiler(escape));
    }
  }

  @Override
  public String render(String template, Map<String, ?> values, Escape escape) {
    if (!template.contains("{{")) {
      return finished(template, escape);
    }
    var key = new Key(template, escape);
    var ready = compiled.getIfPresent(key);
    if (ready == null) {
      ready = compilerOf(escape).compile(template);
      compiled.put(key, ready);
    }
    return finished(rendered(ready, values), escape);
  }

  @Override
  public void check(String template, Faults at) {
    try {
      compilerOf(Escape.NONE).compile(template);
    } catch (InvalidInput refused) {
      refused.faults().forEach(fault -> at.add(fault.code(), fault.message()));
    }
  }

  private static String rendered(Template template, Map<String, ?> values) {
    var out = new BoundedWriter(MAX_OUTPUT_CHARS);
    var budget = new Budget();
    try {
      template.execute(Scope.of(values, budget), out);
    } catch (RuntimeException failure) {
      if (out.isFull()) {
        throw refusal("template-too-long", "the text becomes longer than 256 KiB");
      }
      if (budget.isSpent()) {
        throw refusal("template-too-costly", "the template repeats too much");
      }
      throw refusal("template-broken", "the template cannot be rendered");
    }
    return out.toString();
  }

  private static String finished(String text, Escape escape) {
    if (text.length() > MAX_OUTPUT_CHARS) {
      throw refusal("template-too-long", "the text becomes longer than 256 KiB");
    }
    // the literal parts of a header's template must not break lines either
    return escape == Escape.HEADER ? Escapes.header(text) : text;
  }

  private TemplateCompiler compilerOf(Escape escape) {
    var compiler = compilers.get(escape);
    if (compiler == null) {
      throw new IllegalStateException("no compiler for " + escape);
    }
    return compiler;
  }

  static InvalidInput refusal(String code, String message) {
    return InvalidInput.of("", code, message);
  }

  private record Key(String template, Escape escape) {}
}
