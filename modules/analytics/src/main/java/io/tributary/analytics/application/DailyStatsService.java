package io.tributary.analytics.application;

import io.tributary.analytics.application.port.in.ReadDailyStats;
import io.tributary.analytics.application.port.out.DailyStatsStore;
import io.tributary.kernel.transactions.GroupReads;
import io.tributary.kernel.transactions.Transactions;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class DailyStatsService implements ReadDailyStats {
  private final DailyStatsStore store;
  private final Transactions transactions;
  private final Clock clock;
  private final Function<Query, Mono<Series>> series;

  DailyStatsService(
      DailyStatsStore store, Transactions transactions, GroupReads reads, Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
    this.series = reads.shared(this::seriesOf);
  }

  @Override
  public Mono<Series> read(Query query) {
    return series.apply(query);
  }

  private Mono<Series> seriesOf(Query query) {
    var asOf = clock.instant();
    return transactions
        .selectInWorkspace(query.workspace(), store.read(query))
        .map(days -> new Series(days, asOf));
  }
}
