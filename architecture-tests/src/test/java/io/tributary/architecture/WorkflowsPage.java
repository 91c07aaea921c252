package io.tributary.architecture;

import static java.util.stream.Collectors.joining;

import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `docs/workflows.md`: what the code writes of it, and what can be looked for in it.
final class WorkflowsPage {
  private static final Pattern ARROW = Pattern.compile("(?m)^ *(\\S+ --> \\S+?)(: .*)?$");
  private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]+)\\)");
  private static final Pattern DIAGRAM = Pattern.compile("(?s)```mermaid\\n(.*?)```");

  private final String text;

  WorkflowsPage(String text) {
    this.text = text;
  }

  static WorkflowsPage read() {
    return new WorkflowsPage(Sources.text(CodeBase.ROOT.resolve("docs/workflows.md")));
  }

  /// The transitions that `ExecutionStatus.next` allows, with the words that `current` has for
  /// them.
  static String executionStates(String current) {
    var words = new HashMap<String, String>();
    ARROW
        .matcher(current)
        .results()
        .filter(arrow -> arrow.group(2) != null)
        .forEach(arrow -> words.put(arrow.group(1), arrow.group(2)));
    return Stream.of(beginnings(), transitions(), ends())
        .flatMap(arrows -> arrows)
        .map(arrow -> "  " + arrow + words.getOrDefault(arrow, ""))
        .collect(joining("\n", "```mermaid\nstateDiagram-v2\n", "\n```"));
  }

  /// Those that none becomes.
  private static Stream<String> beginnings() {
    return all()
        .filter(status -> all().noneMatch(other -> other.mayBecome(status)))
        .map(status -> "[*] --> " + status);
  }

  private static Stream<String> transitions() {
    return all().flatMap(from -> from.next().stream().map(to -> from + " --> " + to));
  }

  private static Stream<String> ends() {
    return all().filter(ExecutionStatus::ended).map(status -> status + " --> [*]");
  }

  private static Stream<ExecutionStatus> all() {
    return Arrays.stream(ExecutionStatus.values());
  }

  /// A row for each node type: how it is left, and what its config may hold.
  static String nodeTypes(List<NodeType> types) {
    return types.stream()
        .map(WorkflowsPage::row)
        .sorted()
        .collect(
            joining(
                "\n", "| type | left by | handles | config |\n| --- | --- | --- | --- |\n", ""));
  }

  private static String row(NodeType type) {
    var config = type.configSchema();
    var required = config.get("required") instanceof List<?> names ? names : List.of();
    var properties =
        new TreeSet<>(asMap(config.get("properties")).keySet())
            .stream()
                .map(name -> required.contains(name) ? "**`" + name + "`**" : "`" + name + "`")
                .collect(joining(", "));
    return "| [%s](#%s) | `%s` | %s | %s |"
        .formatted(
            type.name(),
            type.name().toLowerCase(Locale.ROOT),
            type.exits(),
            type.handles().stream().sorted().map(name -> "`" + name + "`").collect(joining(", ")),
            properties);
  }

  private static Map<String, Object> asMap(Object value) {
    var map = new HashMap<String, Object>();
    if (value instanceof Map<?, ?> any) {
      any.forEach((key, each) -> map.put(String.valueOf(key), each));
    }
    return map;
  }

  /// The first one of the section with this heading.
  String diagramBelow(String heading) {
    var diagram = DIAGRAM.matcher(section(heading));
    return diagram.find() ? diagram.group(1) : "";
  }

  /// Whether a row of a table in the section begins with it.
  boolean describes(String heading, String name) {
    return !row(heading, name).isEmpty();
  }

  /// The row of a table in the section that begins with it; empty if there is none.
  String row(String heading, String name) {
    return section(heading)
        .lines()
        .filter(line -> line.startsWith("| `" + name + "` | "))
        .findFirst()
        .orElse("");
  }

  /// Whether the section names it as code, or in an example.
  boolean names(String heading, String name) {
    return Pattern.compile("[`\"]" + Pattern.quote(name) + "[`\"]")
        .matcher(section(heading))
        .find();
  }

  /// Properties of a schema, inner ones included, that neither the section nor one that it links to
  /// on this page names.
  List<String> missingIn(String heading, Map<String, Object> schema) {
    var section = section(heading);
    if (section.isEmpty()) {
      return List.of("a section");
    }
    var linked =
        LINK.matcher(section)
            .results()
            .map(link -> link.group(1))
            .filter(this::hasSection)
            .toList();
    var wanted = new TreeSet<String>();
    collect(schema, wanted);
    return wanted.stream()
        .filter(name -> !names(heading, name))
        .filter(name -> linked.stream().noneMatch(other -> names(other, name)))
        .toList();
  }

  private static void collect(Object schema, TreeSet<String> names) {
    if (schema instanceof List<?> several) {
      several.forEach(each -> collect(each, names));
      return;
    }
    if (!(schema instanceof Map<?, ?>)) {
      return;
    }
    var map = asMap(schema);
    asMap(map.get("properties"))
        .forEach(
            (name, inner) -> {
              names.add(name);
              collect(inner, names);
            });
    List.of("items", "additionalProperties", "oneOf", "anyOf", "allOf")
        .forEach(key -> collect(map.get(key), names));
  }

  private boolean hasSection(String anchor) {
    return !section(anchor).isEmpty();
  }

  /// From the heading, which may be given as an anchor, to the next one of its level or above.
  private String section(String heading) {
    var wanted = anchor(heading);
    var lines = new ArrayList<String>();
    var level = 0;
    var code = false;
    for (var line : text.split("\n")) {
      code ^= line.startsWith("```");
      var depth = !code && line.matches("#+ .*") ? line.indexOf(' ') : 0;
      if (level > 0 && depth > 0 && depth <= level) {
        break;
      }
      if (level == 0 && depth > 0 && anchor(line.substring(depth + 1)).equals(wanted)) {
        level = depth;
      }
      if (level > 0) {
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }
}
