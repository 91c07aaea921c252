package io.tributary.leads.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.leads.domain.Lead;
import io.tributary.leads.domain.LeadChanges;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Makes a lead by hand.
public interface CreateLead {

  /// Signals `InvalidInput` with every fault, `EmailTaken`, or `IdempotencyKeyReused`; nothing is
  /// stored then.
  ///
  /// @return the new lead, or the one that the same request made before
  Mono<Lead> create(Command command);

  /// @param values what is known of the lead: at least an e-mail, name, company or phone
  /// @param request null if the caller does not mean to repeat it
  record Command(
      WorkspaceId workspace, LeadChanges values, String actor, @Nullable RequestKey request) {}

  /// @param key the caller's `Idempotency-Key`
  /// @param hash of the body, which must be the same under the same key
  record RequestKey(String key, String hash) {}
}
