package io.tributary.app.health;

import io.tributary.kernel.transactions.Transactions;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Ready is who gets an answer from the database through the pool that requests use. Named
/// `database`.
///
/// The limit is on the wait, outside the transaction, which runs to its end: a frozen server makes
/// this node unready at once and leaves no connection torn.
@Component("databaseHealthIndicator")
final class DatabaseHealthIndicator extends AbstractReactiveHealthIndicator {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final DatabaseClient db;
  private final Transactions transactions;

  DatabaseHealthIndicator(DatabaseClient db, Transactions transactions) {
    super("the database does not answer");
    this.db = db;
    this.transactions = transactions;
  }

  @Override
  protected Mono<Health> doHealthCheck(Health.Builder builder) {
    return transactions
        .asWorker(db.sql("SELECT 1").mapValue(Integer.class).one())
        .timeout(LIMIT)
        .map(answer -> builder.up().build());
  }
}
