package io.tributary.workflows.application.port.out;

import io.tributary.workflows.domain.CompiledWorkflow;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Published versions as the engine needs them, cached: a hit costs no query.
public interface PublishedWorkflows {
  /// Inside a worker's transaction, or none.
  ///
  /// @return empty if there is no such version
  Mono<CompiledWorkflow> find(UUID workspaceId, UUID workflowId, int version);

  /// The current versions of the active (published, not paused) workflows whose trigger fits.
  /// Inside a worker's transaction.
  Mono<List<Match>> matching(List<TriggerKey> keys);

  /// @param type such as `TRIGGER_FORM_RESPONSE`
  /// @param formId the form of a response; null for triggers that know none
  record TriggerKey(UUID workspaceId, String type, @Nullable UUID formId) {}

  /// @param debounce how long a start waits for another one for the same lead; null for not at all
  record Match(TriggerKey key, UUID workflowId, int version, @Nullable Duration debounce) {}
}
