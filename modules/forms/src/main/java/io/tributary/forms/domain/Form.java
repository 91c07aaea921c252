package io.tributary.forms.domain;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a form stands in its life.
///
/// @param publishedVersion the newest version; null if there is none. It stays when the form is
///     archived
/// @param unpublishedChanges whether the draft differs from the newest version
/// @param fieldCount of the draft
/// @param version counts every change, for optimistic locking
public record Form(
    UUID id,
    FormKey key,
    FormStatus status,
    @Nullable Integer publishedVersion,
    boolean unpublishedChanges,
    int fieldCount,
    int version) {

  /// @throws NotInState if it is archived
  public void requireEditable() {
    if (status == FormStatus.ARCHIVED) {
      throw new NotInState("an archived form cannot be edited; publish it first", status.name());
    }
  }

  /// What publishing this form means.
  ///
  /// @throws InvalidInput if there is nothing to publish
  public Publication publish() {
    if (unpublishedChanges || publishedVersion == null) {
      if (fieldCount == 0) {
        throw InvalidInput.of("/fields", "required", "a form without fields cannot be published");
      }
      return new Publication.NewVersion(publishedVersion == null ? 1 : publishedVersion + 1);
    }
    return status == FormStatus.PUBLISHED ? new Publication.Nothing() : new Publication.Reopening();
  }

  public boolean isArchived() {
    return status == FormStatus.ARCHIVED;
  }
}
