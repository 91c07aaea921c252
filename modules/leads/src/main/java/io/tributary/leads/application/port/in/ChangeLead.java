package io.tributary.leads.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.leads.domain.Lead;
import io.tributary.leads.domain.LeadChanges;
import java.util.UUID;
import java.util.function.IntConsumer;
import reactor.core.publisher.Mono;

/// Changes and removes a lead by hand.
public interface ChangeLead {

  /// Signals `NotFound`, whatever the version check throws, `InvalidInput` with every fault, or
  /// `EmailTaken`; nothing is stored then.
  ///
  /// @return the lead after the change; a change of nothing leaves its version
  Mono<Lead> change(Target target, LeadChanges changes);

  /// Signals `NotFound` and whatever the version check throws. The lead's e-mail address is free
  /// afterwards.
  Mono<Void> delete(Target target);

  /// @param versionCheck is given the lead's version, locked; throws if the caller means another
  record Target(WorkspaceId workspace, UUID leadId, IntConsumer versionCheck, String actor) {}
}
