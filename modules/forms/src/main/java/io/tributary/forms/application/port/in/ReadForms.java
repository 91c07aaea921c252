package io.tributary.forms.application.port.in;

import io.tributary.forms.domain.FormStatus;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Reads forms and their versions. All but `list` signal `NotFound`.
public interface ReadForms {

  /// Newest first, archived ones included, without their fields.
  Mono<Page<FormSummary>> list(WorkspaceId workspace, PageRequest page);

  Mono<FormView> get(WorkspaceId workspace, UUID formId);

  /// Newest first, without their fields.
  Mono<Page<VersionSummary>> versions(WorkspaceId workspace, UUID formId, PageRequest page);

  Mono<VersionView> version(WorkspaceId workspace, UUID formId, int version);

  /// @param fields JSON
  /// @param unpublishedChanges whether the draft differs from the published version
  record FormView(
      UUID id,
      String formKey,
      String title,
      @Nullable String description,
      FormStatus status,
      @Nullable Integer publishedVersion,
      boolean unpublishedChanges,
      int version,
      String fields,
      Instant createdAt,
      Instant updatedAt) {}

  record FormSummary(
      UUID id,
      String formKey,
      String title,
      @Nullable String description,
      FormStatus status,
      @Nullable Integer publishedVersion,
      int version,
      Instant createdAt,
      Instant updatedAt) {}

  record VersionSummary(int version, String title, Instant publishedAt) {}

  /// @param fields JSON
  record VersionView(
      UUID formId,
      int version,
      String title,
      @Nullable String description,
      String fields,
      Instant publishedAt) {}
}
