package io.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.testsupport.ModuleTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The documentation says what is there; `-Ddocs.write=true` (`make docs`) refreshes the tables in
/// it.
@ModuleTest
class DocumentationTests {
  private static final boolean WRITE = Boolean.getBoolean("docs.write");
  private static final Path DOCS = CodeBase.ROOT.resolve("docs");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|<img src=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Autowired List<OutboxListener<?>> listeners;

  @Test
  void the_table_of_events_is_current() throws IOException {
    assertCurrent("events.md", "events", GeneratedTables.events(listeners));
  }

  @Test
  void the_table_of_properties_is_current() throws IOException {
    assertCurrent("operations.md", "properties", GeneratedTables.properties());
  }

  static void assertCurrent(String page, String name, String table) throws IOException {
    assertCurrent(page, name, current -> table);
  }

  /// @param written what should stand there, made of what does
  static void assertCurrent(String page, String name, UnaryOperator<String> written)
      throws IOException {
    var file = DOCS.resolve(page);
    var begin = "<!-- " + name + ": begin, written by `make docs` -->\n";
    var end = "\n<!-- " + name + ": end -->";
    var text = Files.readString(file);
    var from = text.indexOf(begin) + begin.length();
    var to = text.indexOf(end);
    assertThat(to).as("the place of the table in %s", page).isGreaterThan(0);
    var current = text.substring(from, to);
    var wanted = written.apply(current);
    if (WRITE) {
      Files.writeString(file, text.substring(0, from) + wanted + text.substring(to));
      return;
    }
    assertThat(current).as("run `make docs`").isEqualTo(wanted);
  }

  @Test
  void links_lead_somewhere() {
    var dead = new ArrayList<String>();
    for (var page : Sources.files(path -> path.toString().endsWith(".md"))) {
      for (var target : deadLinks(page, Sources.text(page))) {
        dead.add(CodeBase.ROOT.relativize(page) + " -> " + target);
      }
    }

    assertThat(dead).isEmpty();
  }

  @Test
  void a_dead_link_is_found() {
    var text =
        """
        # A page
        [there](architecture.md), [gone](gone.md), [out](https://example.org/x), [here](#a-page),
        [nowhere](#b-page), `[code](none.md)`, [folder](adr/), [missing](architecture.md#no-such-heading)
        """;

    assertThat(deadLinks(DOCS.resolve("page.md"), text))
        .containsExactly("gone.md", "#b-page", "architecture.md#no-such-heading");
  }

  private static List<String> deadLinks(Path page, String text) {
    var dead = new ArrayList<String>();
    var links = LINK.matcher(CODE.matcher(text).replaceAll(""));
    while (links.find()) {
      var target = links.group(1) == null ? links.group(2) : links.group(1);
      if (!target.matches("[a-z]+:.*") && !leadsSomewhere(page, text, target)) {
        dead.add(target);
      }
    }
    return dead;
  }

  private static boolean leadsSomewhere(Path page, String text, String target) {
    var parts = target.split("#", 2);
    var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    if (!parts[0].isEmpty() && !Files.exists(file)) {
      return false;
    }
    return parts.length == 1
        || hasHeading(parts[0].isEmpty() ? text : Sources.text(file), parts[1]);
  }

  private static boolean hasHeading(String text, String anchor) {
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> anchorOf(heading))
        .anyMatch(anchor::equals);
  }

  /// As code hosts make them.
  private static String anchorOf(java.util.regex.MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
