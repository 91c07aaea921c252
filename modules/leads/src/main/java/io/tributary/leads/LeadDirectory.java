package io.tributary.leads;

import java.util.List;
import reactor.core.publisher.Mono;

/// What other modules may ask about leads. Runs in the caller's worker transaction.
public interface LeadDirectory {

  /// The leads that `refs` name, by one query, in no particular order; deleted and unknown ones are
  /// left out.
  Mono<List<LeadView>> find(List<LeadRef> refs);
}
