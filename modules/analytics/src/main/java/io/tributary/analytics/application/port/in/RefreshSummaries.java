package io.tributary.analytics.application.port.in;

import reactor.core.publisher.Mono;

/// Brings the summaries up to date.
public interface RefreshSummaries {
  /// Refreshes if this node counted something since, or if the last refresh of any node is older
  /// than `tributary.analytics.summary-max-age`; on one node at a time.
  ///
  /// @return whether it did
  Mono<Boolean> refreshIfDue();
}
