package io.tributary.analytics.application;

import io.tributary.analytics.application.port.in.ReadDailyStats;
import io.tributary.analytics.application.port.out.DailyStatsStore;
import io.tributary.kernel.transactions.Transactions;
import java.time.Clock;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class DailyStatsService implements ReadDailyStats {
  private final DailyStatsStore store;
  private final Transactions transactions;
  private final Clock clock;

  DailyStatsService(DailyStatsStore store, Transactions transactions, Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Mono<Series> read(Query query) {
    return Mono.defer(
        () -> {
          var asOf = clock.instant();
          return transactions
              .inWorkspace(query.workspace(), store.read(query))
              .map(days -> new Series(days, asOf));
        });
  }
}
