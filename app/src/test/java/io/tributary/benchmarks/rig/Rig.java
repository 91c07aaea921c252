package io.tributary.benchmarks.rig;

import io.tributary.packaged.PackagedService;
import io.tributary.packaged.PackagedService.Launch;
import io.tributary.packaged.ServiceHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The packaged application on an empty embedded PostgreSQL, with two workspaces.
public final class Rig implements AutoCloseable {
  /// What the service is started with, beside where its data is. Everything else is as delivered.
  public static final List<String> JVM = List.of("-Xmx1g");

  public static final List<String> PROPERTIES =
      List.of("--logging.level.root=warn", "--tributary.http.allow-private-targets=true");

  private final PackagedService service;
  private final Database database;
  private final Scene plain;
  private final Scene worked;

  private Rig(PackagedService service, Database database) {
    this.service = service;
    this.database = database;
    this.plain = new Scene(service, BenchmarkWorkspace.create(service.http(), false));
    this.worked = new Scene(service, BenchmarkWorkspace.create(service.http(), true));
  }

  /// @param directory an empty one, for the database and the service's log
  public static Rig start(Path jar, Path directory) throws IOException {
    Files.createDirectories(directory);
    var data = directory.resolve("data");
    var service = new PackagedService(launch(jar, directory, data)).start();
    try {
      service.awaitReady();
      return new Rig(service, Database.in(data));
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  private static Launch launch(Path jar, Path directory, Path data) {
    var properties = new java.util.ArrayList<>(PROPERTIES);
    properties.add("--tributary.embedded.data-directory=" + data);
    return new Launch(jar, directory.resolve("service.log"), JVM, properties, Map.of());
  }

  public int port() {
    return service.port();
  }

  public ServiceHttp http() {
    return service.http();
  }

  public Database database() {
    return database;
  }

  /// Its form has no workflow.
  public Scene plain() {
    return plain;
  }

  /// Each submission runs a workflow.
  public Scene worked() {
    return worked;
  }

  public Usage usage() {
    return new Usage(
        System.nanoTime(),
        Processes.cpu(ProcessHandle.current().pid()),
        Processes.cpu(service.pid()),
        Processes.cpuOfFamily(database.pid()));
  }

  /// Of the service, in bytes; 0 where there is no `/proc`.
  public long residentMemory() {
    return Processes.resident(service.pid());
  }

  @Override
  public void close() {
    service.close();
  }
}
