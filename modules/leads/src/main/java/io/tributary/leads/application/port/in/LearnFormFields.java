package io.tributary.leads.application.port.in;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Gives leads the custom fields that forms ask for.
public interface LearnFormFields {

  /// Adds the lead fields that are missing. An existing one keeps its type. Joins the caller's
  /// worker transaction.
  Mono<Void> learn(List<FormVersion> versions);

  record FormVersion(UUID workspaceId, UUID formId, int version) {}
}
