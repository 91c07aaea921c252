package io.tributary.analytics.application.port.out;

import io.tributary.analytics.application.port.in.ReadDailyStats.Day;
import io.tributary.analytics.application.port.in.ReadDailyStats.Query;
import java.util.List;
import reactor.core.publisher.Mono;

/// The counts by day. Adding is for worker transactions, nothing for an empty tally; reading is for
/// the workspace.
public interface DailyStatsStore {
  Mono<Void> addToWorkspaces(Tally tally);

  Mono<Void> addToForms(Tally tally);

  Mono<Void> addToWorkflows(Tally tally);

  /// Every day of the window, oldest first; days without events count zero. A single
  /// `ScopedSelect`.
  Mono<List<Day>> read(Query query);
}
