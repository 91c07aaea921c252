package io.tributary.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// What the demo keeps beside its database. It holds keys: nobody but its owner can read it.
final class DemoFiles {
  private final Path directory;
  private final JsonMapper json;

  DemoFiles(Path directory, JsonMapper json) {
    this.directory = directory;
    this.json = json;
  }

  Optional<DemoProgress> progress() {
    try {
      return Optional.of(json.readValue(Files.readString(progressFile()), DemoProgress.class));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  void write(DemoProgress progress) {
    write(progressFile(), json.writeValueAsString(progress));
  }

  /// Says where the demo is, for programs.
  void publish(DemoProgress progress, String baseUrl) {
    var access = new LinkedHashMap<String, String>();
    access.put("baseUrl", baseUrl);
    access.put("workspaceId", progress.workspaceId().toString());
    access.put("apiKey", progress.apiKey());
    access.put("formKey", progress.formKey());
    access.put("workflowId", progress.workflowId().toString());
    write(
        directory.resolve("demo.json"),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(access) + "\n");
  }

  /// Until all is there, nobody shall find the address of the last run.
  void unpublish() {
    try {
      Files.deleteIfExists(directory.resolve("demo.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path progressFile() {
    return directory.resolve("demo-progress.json");
  }

  static void write(Path path, String text) {
    try {
      Files.createDirectories(path.getParent());
      var beside = path.resolveSibling(path.getFileName() + ".new");
      Files.deleteIfExists(beside);
      Files.createFile(
          beside,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(beside, text);
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }
}
