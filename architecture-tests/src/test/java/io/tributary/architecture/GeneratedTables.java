package io.tributary.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import io.tributary.kernel.outbox.EventName;
import io.tributary.kernel.outbox.OutboxListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tables of the documentation that the code can write itself.
final class GeneratedTables {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  private GeneratedTables() {}

  /// A row for each event: its name, fields and listeners.
  static String events(List<OutboxListener<?>> listeners) {
    var lines = new ArrayList<String>();
    lines.add("| event | fields after `eventId`, `workspaceId`, `occurredAt` | listeners |");
    lines.add("| --- | --- | --- |");
    CodeBase.MAIN.stream()
        .filter(type -> type.isAnnotatedWith(EventName.class))
        .map(JavaClass::reflect)
        .map(type -> eventRow(type, listeners))
        .sorted()
        .forEach(lines::add);
    return String.join("\n", lines);
  }

  private static String eventRow(Class<?> event, List<OutboxListener<?>> listeners) {
    var fields =
        Arrays.stream(event.getRecordComponents())
            .skip(3)
            .map(GeneratedTables::field)
            .collect(Collectors.joining(", "));
    var heard =
        listeners.stream()
            .filter(listener -> listener.eventTypes().contains(event))
            .map(listener -> "`" + listener.name() + "`")
            .sorted()
            .collect(Collectors.joining(", "));
    var name = event.getAnnotation(EventName.class).value();
    return "| `%s` | %s | %s |".formatted(name, fields, heard.isEmpty() ? "nobody yet" : heard);
  }

  private static String field(RecordComponent component) {
    var type = component.getGenericType().getTypeName().replaceAll("[a-z]+\\.", "");
    return "`%s` %s".formatted(component.getName(), type);
  }

  /// A row for each property that configures us: its name, default and meaning.
  static String properties() {
    var rows = new TreeMap<String, String>();
    for (var url : metadata()) {
      for (var property : read(url).path("properties")) {
        var name = property.path("name").asString();
        if (name.startsWith("tributary.")) {
          rows.put(name, propertyRow(name, property));
        }
      }
    }
    return "| property | environment | default | meaning |\n| --- | --- | --- | --- |\n"
        + String.join("\n", rows.values());
  }

  private static String propertyRow(String name, JsonNode property) {
    var variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    var fallback = property.path("defaultValue");
    return "| `%s` | `%s` | %s | %s |"
        .formatted(
            name,
            variable,
            fallback.isMissingNode() ? "" : "`" + fallback.asString() + "`",
            property.path("description").asString("").replace("\n", " ").replace("|", "\\|"));
  }

  private static List<URL> metadata() {
    try {
      return Collections.list(Thread.currentThread().getContextClassLoader().getResources(METADATA))
          .stream()
          .sorted(Comparator.comparing(URL::toString))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(URL url) {
    try (var in = url.openStream()) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
