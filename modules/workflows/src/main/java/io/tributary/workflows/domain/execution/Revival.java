package io.tributary.workflows.domain.execution;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// How an execution that failed goes on from where it failed.
public final class Revival {
  private Revival() {}

  /// Where it failed it begins anew, as the same visit: what it already did outside, it does again
  /// under the same key. What was under way then is tried once more; what waited waits on.
  public static Marking of(Marking failed, Supplier<UUID> stepIds, Instant now) {
    return new Marking(
        failed.visits(),
        failed.nextToken(),
        failed.tokens().stream().map(token -> revived(token, stepIds, now)).toList());
  }

  private static Token revived(Token token, Supplier<UUID> stepIds, Instant now) {
    return switch (token.phase()) {
      case FAILED ->
          anew(token, new Position(token.node(), token.position().visit(), 1, stepIds.get(), now));
      case REACHING -> token.nextAttempt().phase(TokenPhase.READY);
      case READY, RETRYING, WAITING, JOINING, LOOPING -> token;
    };
  }

  private static Token anew(Token token, Position position) {
    return new Token(
        token.id(),
        position,
        TokenPhase.READY,
        null,
        Map.of(),
        token.loop(),
        token.item(),
        token.late());
  }
}
