package io.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every source is as google-java-format writes it; `-Dformat.write=true` (`make format`) rewrites
/// those that are not.
class SourceFormatTests {
  private static final boolean WRITE = Boolean.getBoolean("format.write");
  private static final int MAX_PASSES = 3;

  /// The formatter breaks a long `///` line and goes on with `//`, which ends the comment's text.
  private static final Pattern BROKEN_DOC = Pattern.compile("(?m)^(\\s*)///(.*)\\n\\1//(?!/)(.*)$");

  @Test
  void every_source_is_formatted() throws IOException, FormatterException {
    var wrong = new ArrayList<String>();
    for (var file : Sources.files(path -> path.toString().endsWith(".java"))) {
      var before = Sources.text(file);
      var after = formatted(before);
      if (before.equals(after)) {
        continue;
      }
      if (WRITE) {
        Files.writeString(file, after);
      } else {
        wrong.add(CodeBase.ROOT.relativize(file).toString());
      }
    }

    assertThat(wrong).as("run `make format`").isEmpty();
  }

  @Test
  void a_source_that_is_not_formatted_is_found() throws FormatterException {
    var offender =
        """
        package io.tributary;

        import java.util.UUID;
        import java.util.List;

        /// Made up of a text that is much longer than what fits into one line of a source that has a hundred columns.
        record Offender(List<String> names)
        { }
        """;

    assertThat(formatted(offender))
        .isEqualTo(
            """
            package io.tributary;

            import java.util.List;

            /// Made up of a text that is much longer than what fits into one line of a source that has a
            /// hundred columns.
            record Offender(List<String> names) {}
            """);
  }

  private static String formatted(String source) throws FormatterException {
    var formatter =
        new Formatter(
            com.google.googlejavaformat.java.JavaFormatterOptions.builder()
                .style(Style.GOOGLE)
                .build());
    var text = source;
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      var before = text;
      text = BROKEN_DOC.matcher(text).replaceAll("$1///$2\n$1///$3");
      text =
          formatter.formatSource(
              RemoveUnusedImports.removeUnusedImports(
                  ImportOrderer.reorderImports(text, Style.GOOGLE)));
      if (text.equals(before)) {
        break;
      }
    }
    return text;
  }

  @Test
  void every_source_has_a_package_that_is_null_marked() {
    var missing =
        Sources.files(
                path ->
                    path.toString().endsWith(".java")
                        && path.toString().contains("/src/main/java/"))
            .stream()
            .map(file -> file.resolveSibling("package-info.java"))
            .distinct()
            .filter(info -> !isNullMarked(info))
            .map(info -> CodeBase.ROOT.relativize(info).toString())
            .toList();

    assertThat(missing).isEqualTo(List.of());
  }

  private static boolean isNullMarked(java.nio.file.Path info) {
    return Files.exists(info) && Sources.text(info).contains("@NullMarked");
  }
}
