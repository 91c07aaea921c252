package io.tributary.chaos;

import io.tributary.chaos.Ledger.Origin;
import io.tributary.chaos.Ledger.Token;
import io.tributary.packaged.ServiceHttp;
import io.tributary.packaged.ServiceHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Clients that ask for one token after another, each again and again under the same key, at this
/// instance or that, until it is answered. Now and then they repeat what was answered, too.
final class Clients implements AutoCloseable {
  private static final int BY_FORM = 6;
  private static final int BY_HAND = 3;
  private static final Duration BETWEEN = Duration.ofMillis(60);
  private static final Duration BEFORE_REPEATING = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SLOW = Duration.ofSeconds(10);
  private static final int REPEAT_ONE_IN = 10;

  private final Scene scene;
  private final List<ServiceHttp> instances;
  private final Ledger ledger;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> clients = new ArrayList<>();
  private volatile boolean stopping;
  private volatile int round;
  private volatile @Nullable RuntimeException failure;

  Clients(Scene scene, List<ServiceHttp> instances, Ledger ledger, long seed) {
    this.scene = scene;
    this.instances = instances;
    this.ledger = ledger;
    for (int i = 0; i < BY_FORM + BY_HAND; i++) {
      var name = (i < BY_FORM ? "f" : "h") + i;
      var origin = i < BY_FORM ? Origin.FORM : Origin.HAND;
      var random = new Random(seed + i);
      clients.add(threads.submit(() -> work(name, origin, random)));
    }
  }

  /// From now on tokens begin in this round.
  void round(int number) {
    round = number;
  }

  /// @throws RuntimeException the one that ended a client, if one ended
  void requireWell() {
    var broken = failure;
    if (broken != null) {
      throw broken;
    }
  }

  private void work(String name, Origin origin, Random random) {
    try {
      for (int n = 0; !stopping; n++) {
        var token = new Token(name + "-" + n, origin, Way.by(random.nextDouble()), round);
        ledger.begin(token);
        untilAnswered(token, random);
        if (random.nextInt(REPEAT_ONE_IN) == 0) {
          untilAnswered(token, random);
        }
        Pause.of(BETWEEN);
      }
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  private void untilAnswered(Token token, Random random) {
    var answered = false;
    while (!answered && !Thread.currentThread().isInterrupted()) {
      var index = random.nextInt(instances.size());
      var begin = System.nanoTime();
      try {
        answered = accept(token, scene.send(instances.get(index), token));
      } catch (IOException noAnswer) {
        answered = false;
      }
      noteIfSlow(token, index, answered, Duration.ofNanos(System.nanoTime() - begin));
      if (!answered) {
        Pause.of(BEFORE_REPEATING);
      }
    }
  }

  private static void noteIfSlow(Token token, int index, boolean answered, Duration took) {
    if (took.compareTo(SLOW) > 0) {
      System.out.printf(
          "chaos: %s was %s after %d ms by instance %d%n",
          token.name(), answered ? "accepted" : "given up", took.toMillis(), index);
    }
  }

  private boolean accept(Token token, Answer answer) {
    if (answer.status() == 201) {
      var id = token.origin() == Origin.FORM ? "responseId" : "executionId";
      ledger.answered(token.name(), UUID.fromString(answer.body().path(id).asString()));
      return true;
    }
    if (answer.status() < 500 && answer.status() != 429) {
      throw new IllegalStateException(token + " was refused for good: " + answer);
    }
    return false;
  }

  /// Waits until what each client has begun is answered; what is not after a while stays so.
  void stop() throws InterruptedException, ExecutionException {
    stopping = true;
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    for (var client : clients) {
      try {
        client.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException unanswered) {
        client.cancel(true);
      }
    }
    requireWell();
  }

  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
  }
}
