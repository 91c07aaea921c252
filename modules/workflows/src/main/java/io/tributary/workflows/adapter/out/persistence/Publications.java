package io.tributary.workflows.adapter.out.persistence;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.workflows.application.port.out.PublicationNews;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// What was published in a workspace has a generation, which every change raises on every node:
/// what a cache keeps with it is worth nothing after.
///
/// Other nodes are told within the transaction of the change, so that no node's end swallows the
/// news. A node that is cut off from the news for a while, which it notices within seconds, forgets
/// everything when it is back.
@Component
final class Publications implements PublicationNews {
  static final String TOPIC = "workflows.published";

  private final ClusterSignals signals;
  private final Generations generations = new Generations();

  Publications(ClusterSignals signals) {
    this.signals = signals;
    signals.subscribe(TOPIC, this::heard, generations::raiseAll);
  }

  long generationOf(UUID workspace) {
    return generations.of(workspace);
  }

  @Override
  public Mono<Void> changed(WorkspaceId workspace) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(transaction -> transaction.registerSynchronization(new Raise(workspace)))
        .then(Mono.defer(() -> signals.publishOnCommit(TOPIC, workspace.toString())));
  }

  private void heard(String workspace) {
    try {
      generations.raise(UUID.fromString(workspace));
    } catch (IllegalArgumentException unreadable) {
      generations.raiseAll();
    }
  }

  /// Runs although the caller went away, unlike what hangs on the transaction's result.
  private final class Raise implements TransactionSynchronization {
    private final WorkspaceId workspace;

    Raise(WorkspaceId workspace) {
      this.workspace = workspace;
    }

    @Override
    public Mono<Void> afterCompletion(int status) {
      return Mono.fromRunnable(
          () -> {
            if (status != STATUS_ROLLED_BACK) {
              generations.raise(workspace.value());
            }
          });
    }
  }
}
