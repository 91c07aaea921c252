package io.tributary.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What the clients know: which tokens they asked for, and what they were answered.
final class Ledger {
  private final Map<String, Token> begun = new ConcurrentHashMap<>();
  private final Map<String, UUID> answered = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Offence> contradictions = new ConcurrentLinkedQueue<>();

  /// How a token came in.
  enum Origin {
    /// a form's submission, answered with the response's id
    FORM,
    /// a start by hand, answered with the execution's id
    HAND
  }

  /// @param name the client's own, and its `Idempotency-Key`
  /// @param round in which it was first sent
  record Token(String name, Origin origin, Way way, int round) {}

  /// @param id the response's, or the execution's
  record Accepted(Token token, UUID id) {}

  void begin(Token token) {
    if (begun.putIfAbsent(token.name(), token) != null) {
      throw new IllegalArgumentException("twice: " + token);
    }
  }

  /// Under one key there is one answer, however often it is asked.
  void answered(String token, UUID id) {
    var known = answered.putIfAbsent(token, id);
    if (known != null && !known.equals(id)) {
      contradictions.add(Offence.doubled(token, "was answered " + known + ", then " + id));
    }
  }

  int acceptedCount() {
    return answered.size();
  }

  List<Accepted> accepted() {
    return answered.entrySet().stream()
        .map(entry -> new Accepted(begun.get(entry.getKey()), entry.getValue()))
        .toList();
  }

  Map<String, Token> begun() {
    return Map.copyOf(begun);
  }

  /// Other answers for the same key, and tokens that nobody ever answered.
  List<Offence> offences() {
    var found = new ArrayList<>(contradictions);
    begun.keySet().stream()
        .filter(token -> !answered.containsKey(token))
        .forEach(token -> found.add(Offence.stuck(token, "was never answered")));
    return found;
  }
}
