package io.tributary.benchmarks.pure;

import io.tributary.workflows.application.port.out.TemplateRenderer;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// A mail's text with three values.
@State(Scope.Benchmark)
public class TemplateBenchmark {
  private static final String TEXT =
      "Dear {{lead.name}}, thank you: we wrote {{response.data.budget}} down and answer to {{lead.email}}.";

  private final Map<String, Object> values = Samples.values();
  private AnnotationConfigApplicationContext context;
  private TemplateRenderer renderer;

  @Setup
  public void open() {
    context =
        new AnnotationConfigApplicationContext("io.tributary.workflows.adapter.out.templates");
    renderer = context.getBean(TemplateRenderer.class);
  }

  @TearDown
  public void close() {
    context.close();
  }

  @Benchmark
  public String render() {
    return renderer.render(TEXT, values, Escape.HTML);
  }
}
