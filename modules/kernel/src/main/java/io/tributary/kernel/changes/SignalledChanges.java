package io.tributary.kernel.changes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.signals.ClusterSignals;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// A state is an object that is thrown away when something changes. Nothing that was read under it
/// can be found by the next one, so a read that was under way meanwhile does no harm.
@Component
final class SignalledChanges implements Changes {
  private static final String SIGNAL = "changes";
  private static final char SEPARATOR = ':';
  private static final int MAX_STATES = 100_000;

  private final Cache<String, Object> states =
      Caffeine.newBuilder().maximumSize(MAX_STATES).build();
  private final ClusterSignals signals;

  SignalledChanges(ClusterSignals signals) {
    this.signals = signals;
    signals.subscribe(SIGNAL, states::invalidate, states::invalidateAll);
  }

  @Override
  public Object stateOf(String topic, WorkspaceId workspace) {
    return states.get(subject(topic, workspace.value()), unknown -> new Object());
  }

  @Override
  public Mono<Void> changing(String topic, Collection<UUID> workspaces) {
    var distinct = Set.copyOf(workspaces);
    if (distinct.isEmpty()) {
      return Mono.empty();
    }
    return TransactionSynchronizationManager.forCurrentTransaction()
        .onErrorMap(
            NoTransactionException.class,
            none -> new IllegalStateException("changes are told inside a transaction", none))
        .doOnNext(
            transaction ->
                transaction.registerSynchronization(
                    new TransactionSynchronization() {
                      @Override
                      public Mono<Void> afterCompletion(int status) {
                        return Mono.fromRunnable(
                            () -> distinct.forEach(workspace -> changed(topic, workspace)));
                      }
                    }))
        .then();
  }

  private void changed(String topic, UUID workspace) {
    var subject = subject(topic, workspace);
    states.invalidate(subject);
    signals.publish(SIGNAL, subject);
  }

  private static String subject(String topic, UUID workspace) {
    return topic + SEPARATOR + workspace;
  }
}
