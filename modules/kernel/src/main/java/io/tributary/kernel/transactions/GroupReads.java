package io.tributary.kernel.transactions;

import io.tributary.kernel.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// Makes reads that callers share; each has a lane for every connection that requests may use.
public final class GroupReads {
  private static final int MAX_KEYS = 64;

  private final int lanes;
  private final int maxWaiting;

  GroupReads(int lanes, int maxWaiting) {
    this.lanes = lanes;
    this.maxWaiting = maxWaiting;
  }

  /// For values of which one statement reads many, such as rows by their ids: what is asked of a
  /// workspace while it is being read is read together, up to 64 different keys at a time.
  ///
  /// @param read reads these keys in a transaction of its own; a key without a value is left out
  public <K, V> GroupRead<WorkspaceId, K, V> byKey(
      BiFunction<WorkspaceId, List<K>, Mono<Map<K, V>>> read) {
    return new GroupRead<>(lanes, MAX_KEYS, maxWaiting, read);
  }

  /// For answers that are read one by one, such as pages: who asks what is being read at that
  /// moment waits for one more read of it, with all who ask the same.
  ///
  /// @param read reads, in a transaction of its own, the answer to a question; equal questions have
  ///     the same answer, so a question names its workspace
  public <Q, V> Function<Q, Mono<V>> shared(Function<Q, Mono<V>> read) {
    var reads =
        new GroupRead<Q, Q, V>(
            lanes,
            1,
            maxWaiting,
            (question, itself) -> read.apply(question).map(answer -> Map.of(question, answer)));
    return question -> reads.get(question, question);
  }
}
