package io.tributary.chaos;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Which faults come when: the same for the same seed. Six rounds in a row, from the first, have
/// each fault alone once and two at once once.
record Plan(long seed, List<Round> rounds) {
  /// The services that faults choose from.
  static final int SERVICES = 2;

  /// Longer than the database lets a transaction stand idle, so that it is cut meanwhile.
  static final Duration LONG_STALL = Duration.ofSeconds(18);

  private static final int DECK = Fault.values().length + 1;
  private static final int LONG_STALL_EVERY = 4;
  private static final int LULL_MILLIS = 1_500;
  private static final int MAX_OVER_LEASE_MILLIS = 2_000;

  /// @param number from 1
  /// @param lull of undisturbed load before it
  /// @param strikes one, or two at once
  record Round(int number, Duration lull, List<Strike> strikes) {
    String label() {
      return strikes.stream().map(Strike::label).collect(joining(" + "));
    }
  }

  /// @param service which instance it strikes, if it strikes one
  /// @param chance 0 inclusive to 1 exclusive: which of several
  /// @param stall how long an instance stands still
  record Strike(Fault fault, int service, double chance, Duration stall) {
    String label() {
      return switch (fault) {
        case KILL_SERVICE, STOP_SERVICE -> fault.label() + " " + service;
        case STALL_SERVICE -> fault.label() + " " + service + " for " + stall.toMillis() + " ms";
        case KILL_POSTMASTER, KILL_BACKEND -> fault.label();
      };
    }
  }

  /// @param lease which every stall outlasts
  static Plan of(long seed, int rounds, Duration lease) {
    var random = new Random(seed);
    var planned = new ArrayList<Round>();
    for (int deck = 0; planned.size() < rounds; deck++) {
      var stall =
          deck % LONG_STALL_EVERY == LONG_STALL_EVERY - 1
              ? LONG_STALL
              : lease.plusMillis(500L + random.nextInt(MAX_OVER_LEASE_MILLIS));
      for (var strikes : deck(random, stall)) {
        if (planned.size() < rounds) {
          var lull = Duration.ofMillis(random.nextInt(LULL_MILLIS));
          planned.add(new Round(planned.size() + 1, lull, strikes));
        }
      }
    }
    return new Plan(seed, List.copyOf(planned));
  }

  private static List<List<Strike>> deck(Random random, Duration stall) {
    var deck = new ArrayList<List<Strike>>(DECK);
    for (var fault : Fault.values()) {
      deck.add(List.of(strike(fault, random.nextInt(SERVICES), random, stall)));
    }
    var two = new ArrayList<>(List.of(Fault.values()));
    Collections.shuffle(two, random);
    // of two that strike services, each strikes another
    var first = random.nextInt(SERVICES);
    deck.add(
        List.of(
            strike(two.get(0), first, random, stall),
            strike(two.get(1), (first + 1) % SERVICES, random, stall)));
    Collections.shuffle(deck, random);
    return deck;
  }

  private static Strike strike(Fault fault, int service, Random random, Duration stall) {
    return new Strike(fault, service, random.nextDouble(), stall);
  }
}
