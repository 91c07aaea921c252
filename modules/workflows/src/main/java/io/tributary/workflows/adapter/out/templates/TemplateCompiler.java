package io.tributary.workflows.adapter.out.templates;

import static io.tributary.workflows.adapter.out.templates.MustacheRenderer.refusal;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import java.util.regex.Pattern;

/// Compiles templates for one way of escaping.
///
/// Values are escaped where they are formatted, since `{{{x}}}` and `{{&x}}` go round the library's
/// own escaping.
final class TemplateCompiler {
  private static final int MAX_TEMPLATE_CHARS = 256 * 1024;
  private static final int MAX_SECTIONS = 500;
  private static final int MAX_MESSAGE_CHARS = 200;

  /// Sections and the like; the library trims what is between the braces.
  private static final Pattern SECTION = Pattern.compile("\\{\\{[\\x00-\\x20{]*+[#^]");

  private static final Pattern DELIMITERS = Pattern.compile("\\{\\{[\\x00-\\x20{]*+=");

  private final Mustache.Compiler compiler;

  TemplateCompiler(Escape escape) {
    compiler =
        Mustache.compiler()
            .withCollector(new MapCollector())
            .withEscaper(Escapers.NONE)
            .withFormatter(value -> Escapes.escape(Formats.textOf(value), escape))
            .defaultValue("")
            .withLoader(
                name -> {
                  throw new IllegalStateException("partials are refused before");
                });
  }

  /// @throws InvalidInput if the template is broken, too large, or uses what is not offered
  Template compile(String template) {
    if (template.length() > MAX_TEMPLATE_CHARS) {
      throw refusal("too-long", "must be at most 256 KiB");
    }
    if (DELIMITERS.matcher(template).find()) {
      throw refusal("template-unsupported", "the delimiters cannot be changed");
    }
    // before anything descends into them: each level costs stack
    if (SECTION.matcher(template).results().limit(MAX_SECTIONS + 1L).count() > MAX_SECTIONS) {
      throw refusal("template-too-costly", "must have at most " + MAX_SECTIONS + " sections");
    }
    try {
      var compiled = compiler.compile(template);
      compiled.visit(new Names());
      return compiled;
    } catch (MustacheException broken) {
      throw refusal("template-broken", shortened(String.valueOf(broken.getMessage())));
    } catch (IndexOutOfBoundsException emptyTag) {
      throw refusal("template-broken", "has an empty placeholder");
    }
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE_CHARS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARS);
  }

  /// Refuses what only fails once it is rendered.
  private static final class Names implements Mustache.Visitor {
    private static final int MAX_CHARS = 300;

    @Override
    public void visitText(String text) {
      // any text is fine
    }

    @Override
    public void visitVariable(String name) {
      check(name);
    }

    @Override
    public boolean visitSection(String name) {
      check(name);
      return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
      check(name);
      return true;
    }

    @Override
    public boolean visitInclude(String name) {
      throw unsupported();
    }

    @Override
    public boolean visitParent(String name) {
      throw unsupported();
    }

    @Override
    public boolean visitBlock(String name) {
      throw unsupported();
    }

    private static InvalidInput unsupported() {
      return refusal("template-unsupported", "templates cannot include others");
    }

    private static void check(String name) {
      var whole = name.equals(".");
      if (name.isEmpty()
          || name.length() > MAX_CHARS
          || !whole && (name.startsWith(".") || name.endsWith(".") || name.contains(".."))) {
        throw refusal("template-broken", "placeholders are names joined by dots");
      }
    }
  }
}
