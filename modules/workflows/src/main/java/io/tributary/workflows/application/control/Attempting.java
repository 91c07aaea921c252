package io.tributary.workflows.application.control;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.kernel.transactions.DatabaseFailures;
import io.tributary.kernel.transactions.Transactions;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Runs a worker's transaction anew when it lost to another one, such as the engine's.
@Component
final class Attempting {
  private static final int RETRIES = 6;
  private static final Duration FIRST_DELAY = Duration.ofMillis(20);

  private final Transactions transactions;

  Attempting(Transactions transactions) {
    this.transactions = transactions;
  }

  <T> Mono<T> asWorker(Mono<T> work) {
    return transactions
        .asWorker(work)
        .retryWhen(
            Retry.backoff(RETRIES, FIRST_DELAY)
                .filter(Attempting::mayDoBetter)
                .onRetryExhaustedThrow((any, last) -> last.failure()));
  }

  private static boolean mayDoBetter(Throwable failure) {
    return failure instanceof Overtaken
        || DatabaseFailures.isTransient(failure) && !(failure instanceof Overloaded);
  }
}
