package io.tributary.kernel.transactions;

import io.tributary.kernel.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// Makes reads that share the transactions of workspaces; each has a lane for every connection that
/// requests may use.
public final class GroupReads {
  private static final int MAX_KEYS = 64;

  private final Transactions transactions;
  private final int lanes;
  private final int maxWaiting;

  GroupReads(Transactions transactions, int lanes, int maxWaiting) {
    this.transactions = transactions;
    this.lanes = lanes;
    this.maxWaiting = maxWaiting;
  }

  /// For values of which one statement reads many, such as rows by their ids: what is asked of a
  /// workspace while it is being read is read together, up to 64 different keys at a time.
  ///
  /// @param read reads these keys in the workspace's transaction; a key without a value is left out
  public <K, V> GroupRead<WorkspaceId, K, V> byKey(
      BiFunction<WorkspaceId, List<K>, Mono<Map<K, V>>> read) {
    return new GroupRead<>(
        lanes,
        MAX_KEYS,
        maxWaiting,
        (workspace, keys) ->
            transactions.readInWorkspace(workspace, Mono.defer(() -> read.apply(workspace, keys))));
  }

  /// For answers that are read one by one, such as pages: who asks what is being read at that
  /// moment waits for one more read of it, with all who ask the same.
  ///
  /// @param workspaceOf of a question, which is equal to every question that has the same answer
  /// @param read reads the answer in the workspace's transaction
  public <Q, V> Function<Q, Mono<V>> shared(
      Function<Q, WorkspaceId> workspaceOf, Function<Q, Mono<V>> read) {
    var reads =
        new GroupRead<Q, Q, V>(
            lanes,
            1,
            maxWaiting,
            (question, only) ->
                transactions.readInWorkspace(
                    workspaceOf.apply(question),
                    Mono.defer(() -> read.apply(question))
                        .map(answer -> Map.of(question, answer))));
    return question -> reads.get(question, question);
  }
}
