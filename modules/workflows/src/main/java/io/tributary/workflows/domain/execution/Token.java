package io.tributary.workflows.domain.execution;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One of the places where an execution stands. Immutable.
///
/// @param id unique within the execution
/// @param wakeAt null to wait for a signal alone
/// @param memory what the node at which it stands wants to know later
/// @param loop the id of the token that goes through a loop, inside of which this one is; null
///     outside of all loops
/// @param item the index of the item in that loop
/// @param late joins that went on without it: it ends when it comes there
public record Token(
    int id,
    Position position,
    TokenPhase phase,
    @Nullable Instant wakeAt,
    Map<String, Object> memory,
    @Nullable Integer loop,
    @Nullable Integer item,
    Set<String> late) {
  // what was stored by an older version, or is empty, may be absent
  @SuppressWarnings("ConstantValue")
  public Token {
    memory = memory == null ? Map.of() : memory;
    late = late == null ? Set.of() : Set.copyOf(late);
  }

  /// Comes to its first node.
  static Token at(int id, Position position, @Nullable Integer loop, @Nullable Integer item) {
    return new Token(id, position, TokenPhase.READY, null, Map.of(), loop, item, Set.of());
  }

  public String node() {
    return position.node();
  }

  Token moved(Position next) {
    return new Token(id, next, TokenPhase.READY, null, Map.of(), loop, item, late);
  }

  public Token phase(TokenPhase next) {
    return new Token(id, position, next, null, memory, loop, item, late);
  }

  public Token waits(TokenPhase next, @Nullable Instant until, Map<String, Object> remembered) {
    return new Token(id, position, next, until, remembered, loop, item, late);
  }

  public Token nextAttempt() {
    return new Token(id, position.nextAttempt(), phase, wakeAt, memory, loop, item, late);
  }

  public Token remembers(Map<String, Object> remembered) {
    return new Token(id, position, phase, wakeAt, remembered, loop, item, late);
  }

  public Token lateFor(String join) {
    var more = new HashSet<>(late);
    more.add(join);
    return new Token(id, position, phase, wakeAt, memory, loop, item, more);
  }

  /// Whether both are outside of all loops, or in the same item of the same loop.
  public boolean isBeside(Token other) {
    return Objects.equals(loop, other.loop) && Objects.equals(item, other.item);
  }

  /// Whether time, or the engine, brings it on.
  public boolean isDue(Instant now) {
    return switch (phase) {
      case READY -> true;
      case WAITING, RETRYING -> wakeAt != null && !wakeAt.isAfter(now);
      case REACHING, JOINING, LOOPING, FAILED -> false;
    };
  }
}
