package io.tributary.workflows.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.domain.definitions.RequestKey;
import io.tributary.workflows.domain.definitions.Workflow;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Workflows as documents, to carry them from one workspace or system to another.
public interface TransferWorkflows {
  String FORMAT = "tributary.workflow/1";

  /// Signals `NotFound`.
  ///
  /// @param version null for the draft
  Mono<Exported> export(WorkspaceId workspace, UUID workflowId, @Nullable Integer version);

  /// Creates a workflow whose draft is the document's definition.
  ///
  /// Signals `InvalidInput` or `IdempotencyKeyReused`; nothing is stored then.
  ///
  /// @param request null if the caller does not mean to repeat it
  /// @return the new workflow, or, as it is now, the one that the same request made before
  Mono<Workflow> importNew(WorkspaceId workspace, Document document, @Nullable RequestKey request);

  /// @param version null for the draft
  record Exported(
      UUID workflowId,
      @Nullable Integer version,
      String name,
      String description,
      Map<String, Object> definition,
      Instant exportedAt) {}

  /// What somebody claims to have been exported.
  record Document(
      @Nullable String format,
      @Nullable String name,
      @Nullable String description,
      @Nullable Map<String, Object> definition) {}
}
