package io.tributary.chaos;

import static org.awaitility.Awaitility.await;

import io.tributary.app.embedded.EmbeddedPostgres;
import io.tributary.app.embedded.EmbeddedSettings;
import io.tributary.chaos.Plan.Round;
import io.tributary.chaos.Plan.Strike;
import io.tributary.packaged.PackagedService;
import io.tributary.packaged.PackagedService.Launch;
import io.tributary.packaged.ServiceHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Two instances of the packaged application on one database of their own, and the force that is
/// used against them.
final class Cluster implements AutoCloseable {
  /// Short, so that what an instance held is soon another's.
  static final Duration LEASE = Duration.ofSeconds(3);

  private static final int POOL = 8;
  private static final int WORKER_POOL = 10;
  private static final int WRITER_POOL = 3;

  /// Connections of one instance: its pools, and one to listen with.
  static final int CONNECTIONS = POOL + WORKER_POOL + WRITER_POOL + 1;

  /// Of all of them.
  static final String THEIR_SESSIONS = "FROM pg_stat_activity WHERE application_name = 'tributary'";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int MAX_CONNECTIONS = 100;

  private final EmbeddedPostgres database;
  private final Path postmaster;
  private final Sql sql;
  private final List<PackagedService> services;

  private Cluster(EmbeddedPostgres database, Path postmaster, List<PackagedService> services) {
    this.database = database;
    this.postmaster = postmaster;
    this.sql = new Sql(database.url());
    this.services = services;
  }

  /// Starts all of them at once.
  ///
  /// @param jar the packaged application
  /// @param data an empty directory, for the database
  /// @param build where programs are unpacked and logs are written, such as `target`
  static Cluster start(Path jar, Path data, Path build) {
    var settings =
        new EmbeddedSettings(data, build.resolve("postgresql"), 0, "64MB", MAX_CONNECTIONS);
    var database = EmbeddedPostgres.start(settings);
    var services = new ArrayList<PackagedService>();
    try {
      for (int i = 0; i < Plan.SERVICES; i++) {
        var log = build.resolve("chaos-service-%d.log".formatted(i));
        Files.deleteIfExists(log);
        services.add(new PackagedService(launch(jar, log, database.url())).start());
      }
      var cluster = new Cluster(database, data.resolve("postgres/postmaster.pid"), services);
      // who breaks the run off leaves nothing running
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
      return cluster;
    } catch (IOException | RuntimeException e) {
      services.forEach(PackagedService::close);
      database.close();
      throw new IllegalStateException("cannot start", e);
    }
  }

  private static Launch launch(Path jar, Path log, String databaseUrl) {
    return new Launch(
        jar,
        log,
        List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of(
            "--logging.structured.format.console=",
            "--tributary.database.pool-size=" + POOL,
            "--tributary.database.worker-pool-size=" + WORKER_POOL,
            "--tributary.database.writer-pool-size=" + WRITER_POOL,
            "--tributary.engine.lease=" + LEASE.toMillis() + "ms",
            "--tributary.http.allow-private-targets=true",
            "--tributary.http.per-target=16"),
        Map.of("TRIBUTARY_DATABASE_URL", databaseUrl));
  }

  Sql sql() {
    return sql;
  }

  List<PackagedService> services() {
    return services;
  }

  List<ServiceHttp> instances() {
    return services.stream().map(PackagedService::http).toList();
  }

  void awaitReady() {
    services.forEach(Cluster::awaitReady);
  }

  private static void awaitReady(PackagedService service) {
    await().atMost(PATIENCE).pollInterval(LOOK).until(() -> isReady(service));
  }

  /// One that could not start, since the database was away, is started again, as whatever looks
  /// after it would do; one that ended in the midst of its work has a fault of its own.
  private static boolean isReady(PackagedService service) {
    if (!service.isAlive()) {
      if (service.wasReady()) {
        throw new IllegalStateException("ended by itself: see " + service.log());
      }
      service.start();
    }
    return service.isReady();
  }

  /// Until those that a round is about are there to be struck. A stall is about the others, which
  /// go on meanwhile.
  void awaitTargets(Round round) {
    for (var strike : round.strikes()) {
      switch (strike.fault()) {
        case KILL_SERVICE, STOP_SERVICE -> awaitReady(services.get(strike.service()));
        case STALL_SERVICE -> awaitReady();
        case KILL_POSTMASTER, KILL_BACKEND -> {}
      }
    }
  }

  /// All of a round's at once; returns when what was struck is on its way back.
  void strike(Round round) throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var strikes = new ArrayList<Future<?>>();
      for (var strike : round.strikes()) {
        strikes.add(threads.submit(() -> strike(strike)));
      }
      for (var strike : strikes) {
        strike.get();
      }
    }
  }

  private void strike(Strike strike) {
    var service = services.get(strike.service());
    switch (strike.fault()) {
      case KILL_SERVICE -> {
        service.kill();
        service.start();
      }
      case STOP_SERVICE -> {
        service.stop();
        service.start();
      }
      case STALL_SERVICE -> {
        service.stall();
        Pause.of(strike.stall());
        service.resume();
      }
      case KILL_POSTMASTER -> awaitDone(this::killPostmaster);
      case KILL_BACKEND -> awaitDone(() -> killBackend(strike.chance()));
    }
  }

  private interface Attempt {
    boolean succeeds() throws Exception;
  }

  /// The server may be on its way back from another fault.
  private static void awaitDone(Attempt attempt) {
    await().atMost(PATIENCE).pollInterval(LOOK).ignoreExceptions().until(attempt::succeeds);
  }

  private boolean killPostmaster() throws IOException {
    return killServer(Long.parseLong(Files.readAllLines(postmaster).getFirst().strip()));
  }

  private boolean killBackend(double chance) throws Exception {
    var pids = sql.list("SELECT pid " + THEIR_SESSIONS + " ORDER BY pid", row -> row.getLong(1));
    return !pids.isEmpty() && killServer(pids.get((int) (chance * pids.size())));
  }

  /// Nothing but a process of a PostgreSQL server: the number may long be another's.
  private static boolean killServer(long pid) {
    return ProcessHandle.of(pid)
        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
        .map(ProcessHandle::destroyForcibly)
        .orElse(false);
  }

  /// SIGTERM for all instances at once.
  void stopServices() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stops = services.stream().map(service -> threads.submit(service::close)).toList();
      for (var stop : stops) {
        stop.get();
      }
    }
  }

  @Override
  public void close() {
    services.forEach(PackagedService::close);
    database.close();
  }
}
