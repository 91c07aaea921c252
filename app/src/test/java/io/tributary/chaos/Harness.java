package io.tributary.chaos;

import static org.awaitility.Awaitility.await;

import io.tributary.chaos.Plan.Round;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionTimeoutException;

/// Lets clients work, strikes by the plan, and counts when all has come to rest.
final class Harness {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int ACCEPTED_PER_ROUND = 20;

  private final Plan plan;
  private final Cluster cluster;
  private final Target target;
  private final Records records;
  private final Ledger ledger = new Ledger();
  private final Witness witness = new Witness();
  private final long begin = System.nanoTime();

  private Harness(Plan plan, Cluster cluster, Target target) {
    this.plan = plan;
    this.cluster = cluster;
    this.target = target;
    this.records = new Records(cluster.sql());
  }

  /// @param jar the packaged application
  /// @param data an empty directory, for the database
  /// @param build where logs are written
  /// @throws IllegalStateException with seed and round, if it cannot be brought to an end
  static Report run(long seed, int rounds, Path jar, Path data, Path build) throws Exception {
    var plan = Plan.of(seed, rounds, Cluster.LEASE);
    System.out.printf("chaos: seed %d, %d rounds%n", seed, rounds);
    try (var target = Target.start(seed);
        var cluster = Cluster.start(jar, data, build)) {
      return new Harness(plan, cluster, target).run();
    }
  }

  private Report run() throws Exception {
    requireDurable();
    cluster.awaitReady();
    var scene = Scene.create(cluster.instances().getFirst(), target.url());
    try (var clients = new Clients(scene, cluster.instances(), ledger, plan.seed());
        var looks = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())) {
      looks.submit(() -> lookOn(looks));
      for (var round : plan.rounds()) {
        strike(round, clients);
      }
      clients.round(plan.rounds().size() + 1);
      awaitMore(clients);
      clients.stop();
      looks.shutdownNow();
    }
    cluster.awaitReady();
    return report(scene);
  }

  /// What is acknowledged must be on the disk, or everything else here would prove little.
  private void requireDurable() throws Exception {
    for (var setting : List.of("fsync", "synchronous_commit")) {
      var value = cluster.sql().text("SHOW " + setting);
      if (!value.equals("on")) {
        throw new IllegalStateException(setting + " is " + value);
      }
    }
  }

  private void strike(Round round, Clients clients) {
    try {
      clients.round(round.number());
      cluster.awaitTargets(round);
      awaitMore(clients);
      Pause.of(round.lull());
      System.out.printf(
          "chaos: %3d s, %d accepted, round %d: %s%n",
          seconds(), ledger.acceptedCount(), round.number(), round.label());
      look();
      cluster.strike(round);
    } catch (Exception | AssertionError e) {
      throw new IllegalStateException(
          "seed %d, round %d (%s) of %d: the run broke off"
              .formatted(plan.seed(), round.number(), round.label(), plan.rounds().size()),
          e);
    }
  }

  private void awaitMore(Clients clients) {
    var wanted = ledger.acceptedCount() + ACCEPTED_PER_ROUND;
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(
            () -> {
              clients.requireWell();
              return ledger.acceptedCount() >= wanted;
            });
  }

  private void lookOn(ExecutorService looks) {
    while (!looks.isShutdown()) {
      look();
      Pause.of(LOOK);
    }
  }

  private void look() {
    try {
      records.show(witness);
    } catch (java.sql.SQLException databaseIsAway) {
      // it looks again soon
    }
  }

  private Report report(Scene scene) throws Exception {
    awaitRest();
    var offences = new ArrayList<>(records.left());
    var accepted = ledger.accepted();
    var begun = ledger.begun();
    var evidence = records.evidence(target.calls());
    offences.addAll(ledger.offences());
    offences.addAll(StartCheck.of(begun, accepted, evidence));
    offences.addAll(StepCheck.of(begun, evidence));
    offences.addAll(EffectCheck.of(begun, evidence.calls()));
    offences.addAll(CountCheck.of(evidence));
    offences.addAll(records.compare(witness));
    offences.addAll(connections(scene));
    return new Report(
        plan.seed(),
        plan.rounds(),
        begun,
        accepted.size(),
        StartCheck.ended(accepted, evidence),
        witness.size(),
        evidence.calls().size(),
        offences,
        seconds());
  }

  private void awaitRest() {
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(LOOK)
          .ignoreExceptions()
          .until(() -> records.waiting() == 0);
    } catch (ConditionTimeoutException stuck) {
      System.out.println("chaos: it does not come to rest");
    }
  }

  private List<Offence> connections(Scene scene) throws Exception {
    var connections = new Connections(cluster);
    var found = new ArrayList<>(connections.unanswered(scene));
    found.addAll(connections.offences());
    cluster.stopServices();
    found.addAll(connections.sessionsLeft());
    return found;
  }

  private long seconds() {
    return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
  }
}
