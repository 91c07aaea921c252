package io.tributary.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.CanvasOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;
import org.springframework.modulith.docs.Documenter.Options;

/// `docs/generated` is what the code says today; `-Ddocs.write=true` (`make docs`) refreshes it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiagramTests {
  private static final boolean WRITE = Boolean.getBoolean("docs.write");
  private static final Path GENERATED = CodeBase.ROOT.resolve("docs/generated");
  private static final String START = "@startuml\n";

  /// PlantUML's own layout needs no Graphviz.
  private static final String LAYOUT = "!pragma layout smetana\n";

  @Test
  @Order(1)
  void diagrams_and_canvases_are_current(@TempDir Path fresh) throws IOException {
    document(fresh);
    var expected = contents(fresh);
    if (WRITE) {
      write(expected);
    }

    assertThat(contents(GENERATED)).as("run `make docs`").isEqualTo(expected);
  }

  /// The picture itself differs with a machine's fonts, so each says of which source it is.
  @Test
  @Order(2)
  void pictures_are_of_the_diagrams() throws IOException {
    for (var file : contents(GENERATED).entrySet()) {
      if (!file.getKey().endsWith(".puml")) {
        continue;
      }
      var picture = pictureOf(file.getKey());
      if (WRITE && !isPictureOf(picture, file.getValue())) {
        Files.writeString(picture, rendered(file.getValue()));
      }
      assertThat(picture).as("run `make docs`").exists();
      assertThat(isPictureOf(picture, file.getValue())).as("run `make docs`").isTrue();
    }
  }

  private static Path pictureOf(String diagram) {
    return GENERATED.resolve(diagram.replace(".puml", ".svg"));
  }

  private static boolean isPictureOf(Path picture, String diagram) throws IOException {
    return Files.exists(picture) && Files.readString(picture).endsWith(seal(diagram));
  }

  private static void document(Path folder) {
    var diagrams = DiagramOptions.defaults().withStyle(DiagramStyle.UML);
    new Documenter(
            Modules.ALL, Options.defaults().withOutputFolder(folder.toString()).withoutClean())
        .writeModulesAsPlantUml(diagrams)
        .writeIndividualModulesAsPlantUml(diagrams)
        .writeModuleCanvases(CanvasOptions.defaults());
  }

  /// Diagrams and canvases by file name.
  private static Map<String, String> contents(Path folder) throws IOException {
    var contents = new TreeMap<String, String>();
    if (!Files.isDirectory(folder)) {
      return contents;
    }
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        if (name.endsWith(".puml") || name.endsWith(".adoc")) {
          contents.put(name, normalized(Files.readString(file)));
        }
      }
    }
    return contents;
  }

  /// Components and arrows come in no particular order.
  private static String normalized(String text) {
    var lines = new ArrayList<>(text.replace("\r\n", "\n").lines().toList());
    sort(lines, "  component ");
    sort(lines, "Modules.Modules.");
    var clean = String.join("\n", lines) + "\n";
    return clean.contains(LAYOUT) ? clean : clean.replaceFirst(START, START + LAYOUT);
  }

  /// Sorts the run of lines that begin with `start`.
  private static void sort(List<String> lines, String start) {
    var from = 0;
    while (from < lines.size() && !lines.get(from).startsWith(start)) {
      from++;
    }
    var to = from;
    while (to < lines.size() && lines.get(to).startsWith(start)) {
      to++;
    }
    lines.subList(from, to).sort(null);
  }

  private static void write(Map<String, String> contents) throws IOException {
    Files.createDirectories(GENERATED);
    for (var old : contents(GENERATED).keySet()) {
      Files.delete(GENERATED.resolve(old));
      if (!contents.containsKey(old)) {
        Files.deleteIfExists(pictureOf(old));
      }
    }
    for (var file : contents.entrySet()) {
      Files.writeString(GENERATED.resolve(file.getKey()), file.getValue());
    }
  }

  private static String rendered(String diagram) throws IOException {
    var svg = new ByteArrayOutputStream();
    new SourceStringReader(diagram).outputImage(svg, new FileFormatOption(FileFormat.SVG));
    return svg.toString(UTF_8) + seal(diagram);
  }

  private static String seal(String diagram) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(diagram.getBytes(UTF_8));
      return "\n<!-- of " + HexFormat.of().formatHex(digest) + " -->\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
