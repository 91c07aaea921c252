package io.tributary.workflows.domain.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where an execution stands: its tokens, as a Petri net has them. Stored as JSON. Immutable.
///
/// @param visits how often each node was come to
/// @param nextToken the id that the next new token gets
/// @param tokens by id, ascending
public record Marking(Map<String, Integer> visits, int nextToken, List<Token> tokens) {
  /// Tokens at a time; an execution that needs more fails.
  public static final int MAX_TOKENS = 1_000;

  /// Before the first node.
  public static final Marking START = new Marking(Map.of(), 0, List.of());

  // what is stored for an execution that has not begun is empty
  @SuppressWarnings("ConstantValue")
  public Marking {
    visits = visits == null ? Map.of() : visits;
    tokens = tokens == null ? List.of() : List.copyOf(tokens);
  }

  /// Whether no node was come to yet.
  public boolean atStart() {
    return visits.isEmpty() && tokens.isEmpty();
  }

  /// How many nodes were come to so far.
  public int steps() {
    var steps = 0;
    for (var count : visits.values()) {
      steps += count;
    }
    return steps;
  }

  public Optional<Token> token(int id) {
    // asked several times for each node that an execution comes to
    for (var token : tokens) {
      if (token.id() == id) {
        return Optional.of(token);
      }
    }
    return Optional.empty();
  }

  /// The place of a visit, if a token stands there.
  public Optional<Token> at(UUID stepId) {
    return tokens.stream().filter(token -> token.position().stepId().equals(stepId)).findFirst();
  }

  /// Those inside of the loop that `loop` goes through, and of the loops in it.
  public Stream<Token> within(Token loop) {
    return tokens.stream().filter(token -> isWithin(token, loop.id()));
  }

  private boolean isWithin(Token token, int loop) {
    var outer = token.loop();
    return outer != null
        && (outer == loop || token(outer).filter(next -> isWithin(next, loop)).isPresent());
  }

  /// A new token comes to a node.
  public Marking enter(
      String node, @Nullable Integer loop, @Nullable Integer item, UUID stepId, Instant now) {
    var counted = counted(node);
    var more = new ArrayList<>(tokens);
    more.add(Token.at(nextToken, positionAt(node, counted, stepId, now), loop, item));
    return new Marking(counted, nextToken + 1, more);
  }

  /// A new token beside `token` comes to a node.
  public Marking split(Token token, String node, UUID stepId, Instant now) {
    var entered = enter(node, token.loop(), token.item(), stepId, now);
    var fresh = entered.tokens.getLast();
    for (var join : token.late()) {
      fresh = fresh.lateFor(join);
    }
    return entered.with(fresh);
  }

  /// A token comes to its next node.
  public Marking move(Token token, String node, UUID stepId, Instant now) {
    var counted = counted(node);
    return new Marking(counted, nextToken, tokens)
        .with(token.moved(positionAt(node, counted, stepId, now)));
  }

  private Map<String, Integer> counted(String node) {
    var counted = new LinkedHashMap<>(visits);
    counted.merge(node, 1, Integer::sum);
    return counted;
  }

  private static Position positionAt(
      String node, Map<String, Integer> visits, UUID stepId, Instant now) {
    return new Position(node, visits.getOrDefault(node, 1), 1, stepId, now);
  }

  /// `changed` takes the place of the token with its id.
  public Marking with(Token changed) {
    var others = new ArrayList<>(tokens);
    others.replaceAll(token -> token.id() == changed.id() ? changed : token);
    return new Marking(visits, nextToken, others);
  }

  public Marking without(Token gone) {
    var others = new ArrayList<>(tokens);
    others.removeIf(token -> token.id() == gone.id());
    return new Marking(visits, nextToken, others);
  }

  /// As if the token had not come to the node at which it stands.
  public Marking takenBack(Token gone) {
    var counted = new LinkedHashMap<>(visits);
    counted.merge(gone.node(), -1, Integer::sum);
    return new Marking(counted, nextToken, tokens).without(gone);
  }

  public Marking cleared() {
    return new Marking(visits, nextToken, List.of());
  }
}
