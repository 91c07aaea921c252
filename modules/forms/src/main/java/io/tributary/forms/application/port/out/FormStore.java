package io.tributary.forms.application.port.out;

import io.tributary.forms.application.port.in.ReadForms.FormSummary;
import io.tributary.forms.application.port.in.ReadForms.FormView;
import io.tributary.forms.application.port.in.ReadForms.VersionSummary;
import io.tributary.forms.application.port.in.ReadForms.VersionView;
import io.tributary.forms.domain.Form;
import io.tributary.forms.domain.FormDefinition;
import io.tributary.forms.domain.FormKey;
import io.tributary.forms.domain.FormStatus;
import io.tributary.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Keeps forms and versions; inside a transaction for their workspace.
public interface FormStore {

  /// Stores a form as a draft of version 1, with its public address.
  Mono<Void> insert(
      WorkspaceId workspace, UUID formId, FormKey key, FormDefinition draft, Instant at);

  /// The form, locked until the transaction ends; empty if it is not there.
  Mono<Form> lock(WorkspaceId workspace, UUID formId);

  /// Replaces the draft and counts the version up.
  Mono<Void> replaceDraft(WorkspaceId workspace, UUID formId, FormDefinition draft, Instant at);

  /// Copies the draft to a version and points the form at it.
  Mono<Void> publish(WorkspaceId workspace, UUID formId, int version, Instant at);

  /// Changes the status and counts the version up.
  Mono<Void> changeStatus(WorkspaceId workspace, UUID formId, FormStatus status, Instant at);

  Mono<Boolean> exists(WorkspaceId workspace, UUID formId);

  /// Empty if it is not there.
  Mono<FormView> find(WorkspaceId workspace, UUID formId);

  /// @param before null for the newest
  Mono<List<FormSummary>> newest(WorkspaceId workspace, @Nullable UUID before, int rows);

  /// @param before null for the newest
  Mono<List<VersionSummary>> newestVersions(
      WorkspaceId workspace, UUID formId, @Nullable Integer before, int rows);

  /// Empty if it is not there.
  Mono<VersionView> findVersion(WorkspaceId workspace, UUID formId, int version);
}
