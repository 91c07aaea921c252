package io.tributary.leads;

import java.util.List;
import reactor.core.publisher.Mono;

/// What other modules may do to leads. Joins the caller's worker transaction.
public interface LeadCommands {

  /// Applies `updates` in their order, several of one lead one after the other, in a constant
  /// number of statements, and announces a `LeadChanged` for each that changed something.
  ///
  /// Signals `Overloaded` if another transaction took the same e-mail address at the same moment:
  /// the caller's transaction is then to be repeated.
  ///
  /// @return one result for each update, in their order
  Mono<List<LeadUpdateResult>> update(List<LeadUpdate> updates);
}
