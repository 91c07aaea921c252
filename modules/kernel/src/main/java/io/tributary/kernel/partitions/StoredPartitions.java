package io.tributary.kernel.partitions;

import io.tributary.kernel.transactions.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class StoredPartitions implements Partitions {
  private final DatabaseClient db;
  private final Transactions transactions;
  private final Clock clock;

  StoredPartitions(DatabaseClient db, Transactions transactions, Clock clock) {
    this.db = db;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Mono<Changes> maintain(int monthsAhead) {
    return Mono.defer(
        () -> {
          var now = clock.instant();
          var until = now.atZone(java.time.ZoneOffset.UTC).plusMonths(monthsAhead).toInstant();
          return transactions.asWorker(
              create(now, until)
                  .zipWhen(
                      created -> drop(now), (created, dropped) -> new Changes(created, dropped)));
        });
  }

  @Override
  public Mono<Changes> cover(Instant from, Instant to) {
    return transactions.asWorker(create(from, to)).map(created -> new Changes(created, List.of()));
  }

  private Mono<List<String>> create(Instant from, Instant to) {
    return db.sql("SELECT kernel.create_partitions(:from, :to) AS names")
        .bind("from", from)
        .bind("to", to)
        .mapValue(String[].class)
        .one()
        .map(Arrays::asList);
  }

  private Mono<List<String>> drop(Instant now) {
    return db.sql("SELECT kernel.drop_expired_partitions(:now) AS names")
        .bind("now", now)
        .mapValue(String[].class)
        .one()
        .map(Arrays::asList);
  }
}
