package io.tributary.workflows.domain.execution;

import io.tributary.workflows.domain.Ancestors;
import java.util.List;
import java.util.Optional;

/// When the paths of an execution meet. A join waits for what can still come to it, so that none
/// waits for a path that went elsewhere.
public final class Joins {
  private final Ancestors ancestors;

  public Joins(Ancestors ancestors) {
    this.ancestors = ancestors;
  }

  /// Those beside `joining` that can still come to the node at which it waits.
  public List<Token> stillComing(Marking marking, Token joining) {
    var towards = ancestors.of(joining.node());
    return marking.tokens().stream()
        .filter(other -> other.id() != joining.id() && other.isBeside(joining))
        .filter(other -> towards.contains(other.node()))
        .toList();
  }

  /// A join to which nothing that moves can come any more: one that does not lie behind another
  /// such join. Empty if all of them have to wait.
  public Optional<Token> complete(Marking marking) {
    var complete =
        marking.tokens().stream()
            .filter(token -> token.phase() == TokenPhase.JOINING)
            .filter(token -> stillComing(marking, token).stream().noneMatch(Joins::moves))
            .toList();
    return complete.stream()
        .filter(join -> complete.stream().noneMatch(other -> liesBehind(join, other)))
        .findFirst()
        .or(() -> complete.stream().findFirst());
  }

  private static boolean moves(Token token) {
    return token.phase() != TokenPhase.JOINING && token.phase() != TokenPhase.FAILED;
  }

  private boolean liesBehind(Token join, Token other) {
    return other.id() != join.id()
        && other.isBeside(join)
        && ancestors.of(join.node()).contains(other.node())
        && !ancestors.of(other.node()).contains(join.node());
  }
}
