package io.tributary.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The repository's files, and Java sources as the compiler reads them.
final class Sources {
  private Sources() {}

  /// Files of the repository in a stable order, without what is built, kept or fetched.
  static List<Path> files(Predicate<Path> wanted) {
    try (var paths = Files.walk(CodeBase.ROOT)) {
      return paths
          .filter(path -> !isPassedOver(CodeBase.ROOT.relativize(path)))
          .filter(Files::isRegularFile)
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPassedOver(Path relative) {
    for (var part : relative) {
      var name = part.toString();
      if (name.equals("target") || name.equals("data") || name.equals(".git")) {
        return true;
      }
    }
    return false;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param types simple names of all types, nested ones included
  /// @param literals the values of all string literals and text blocks
  record Java(String packageName, List<String> types, List<String> literals) {}

  static Java parse(String name, String text) {
    return parse(Map.of(name, text)).get(name);
  }

  /// @param texts by name; one run of the parser for all of them
  static Map<String, Java> parse(Map<String, String> texts) {
    try {
      var sources =
          texts.entrySet().stream()
              .map(each -> new InMemory(each.getKey(), each.getValue()))
              .toList();
      var task =
          (JavacTask)
              ToolProvider.getSystemJavaCompiler()
                  .getTask(null, null, problem -> {}, List.of("-proc:none"), null, sources);
      var parsed = new TreeMap<String, Java>();
      for (var unit : task.parse()) {
        parsed.put(unit.getSourceFile().toUri().getPath().substring(1), read(unit));
      }
      return parsed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Java read(CompilationUnitTree unit) {
    var types = new ArrayList<String>();
    var literals = new ArrayList<String>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void nothing) {
        types.add(type.getSimpleName().toString());
        return super.visitClass(type, nothing);
      }

      @Override
      public Void visitLiteral(LiteralTree literal, Void nothing) {
        if (literal.getValue() instanceof String value) {
          literals.add(value);
        }
        return super.visitLiteral(literal, nothing);
      }
    }.scan(unit, null);
    var name = unit.getPackageName();
    return new Java(name == null ? "" : name.toString(), types, literals);
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    InMemory(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
