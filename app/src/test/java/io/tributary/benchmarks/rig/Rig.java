package io.tributary.benchmarks.rig;

import io.tributary.packaged.PackagedService;
import io.tributary.packaged.PackagedService.Launch;
import io.tributary.packaged.ServiceHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The packaged application on an empty embedded PostgreSQL, with two workspaces.
public final class Rig implements AutoCloseable {
  /// What the service is started with, beside where its data is. Everything else is as delivered.
  static final List<String> JVM =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "-Xmn640m",
          "-XX:+UseSerialGC",
          "-XX:MetaspaceSize=128m",
          "-XX:SweeperThreshold=100",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseTransparentHugePages",
          "--sun-misc-unsafe-memory-access=allow");

  static final List<String> PROPERTIES =
      List.of("--logging.level.root=warn", "--spring.mail.host=127.0.0.1");

  private final PackagedService service;
  private final Database database;
  private final Ceiling ceiling;
  private final MailServer mail;
  private @Nullable InProcess inProcess;
  private final Scene plain;
  private final Scene worked;

  private Rig(PackagedService service, Database database, Ceiling ceiling, MailServer mail) {
    this.service = service;
    this.database = database;
    this.ceiling = ceiling;
    this.mail = mail;
    this.plain = new Scene(service, BenchmarkWorkspace.create(service.http(), false));
    this.worked = new Scene(service, BenchmarkWorkspace.create(service.http(), true));
  }

  /// @param directory an empty one, for the database and the service's log
  public static Rig start(Path jar, Path directory) throws IOException {
    Files.createDirectories(directory);
    var data = directory.resolve("data");
    var mail = MailServer.start();
    var service = new PackagedService(launch(jar, directory, data, mail.port())).start();
    try {
      service.awaitReady();
      var ceiling = Ceiling.start(directory.resolve("ceiling.log"));
      return new Rig(service, Database.in(data), ceiling, mail);
    } catch (IOException | RuntimeException e) {
      service.close();
      mail.close();
      throw e;
    }
  }

  private static Launch launch(Path jar, Path directory, Path data, int mailPort) {
    var properties = new ArrayList<>(PROPERTIES);
    properties.add("--spring.mail.port=" + mailPort);
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

  /// Where the service's mails go.
  public MailServer mail() {
    return mail;
  }

  /// Starts when it is asked for.
  public InProcess inProcess() {
    var started = inProcess;
    if (started == null) {
      started = InProcess.start(database);
      inProcess = started;
    }
    return started;
  }

  public Ceiling ceiling() {
    return ceiling;
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
    if (inProcess != null) {
      inProcess.close();
    }
    ceiling.close();
    service.close();
    mail.close();
  }
}
