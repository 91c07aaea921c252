package io.tributary.leads.application.port.out;

import io.tributary.leads.LeadRef;
import io.tributary.leads.application.port.in.CreateLead.RequestKey;
import io.tributary.leads.domain.Capture;
import io.tributary.leads.domain.Lead;
import io.tributary.leads.domain.TypedValue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Writes leads. Each call is one statement, or two, however many leads it is given.
public interface LeadStore {

  /// Makes the lead of each candidate, or merges it into the live lead of the same e-mail. What
  /// was submitted before the latest that is merged already only fills gaps.
  ///
  /// @param candidates in the order in which they are to be written; one for an e-mail at most
  /// @return one for each, in their order
  Mono<List<Captured>> capture(List<Candidate> candidates);

  /// Stores a lead unless its e-mail or its request key is there already.
  ///
  /// @return whether it was stored
  Mono<Boolean> insert(Lead lead, @Nullable RequestKey request);

  /// The lead that `requestKey` made, deleted or not; empty if there is none.
  Mono<Requested> requested(UUID workspaceId, String requestKey);

  /// Locks the live ones of `refs`, in one order for all who do.
  Mono<List<Lead>> lock(Collection<LeadRef> refs);

  /// The live leads that have these addresses.
  Mono<Map<EmailOf, UUID>> owners(Collection<EmailOf> emails);

  /// Writes locked leads. Signals `DuplicateKeyException` if an e-mail is there already.
  Mono<Void> update(List<Lead> leads);

  /// Marks a locked lead as deleted and forgets its typed values.
  Mono<Void> delete(LeadRef ref, Instant now);

  /// Stores typed values of fields of which their leads have none yet.
  Mono<Void> addValues(List<FieldValues> values);

  /// Puts `values` in the place of the typed values that the same fields of the same leads had.
  Mono<Void> replaceValues(List<FieldValues> values);

  /// @param id for the lead, if it is a new one
  /// @param stage for the lead, if it is a new one
  /// @param fields the capture's values as leads keep them
  record Candidate(
      UUID id, Capture capture, String stage, Map<String, Object> fields, Instant now) {}

  /// @param fields all that the lead has now
  record Captured(Candidate candidate, UUID leadId, Map<String, Object> fields) {
    public boolean created() {
      return leadId.equals(candidate.id());
    }
  }

  record Requested(Lead lead, String hash) {}

  record EmailOf(UUID workspaceId, String email) {}

  record FieldValues(UUID workspaceId, UUID leadId, UUID fieldId, List<TypedValue> values) {}
}
