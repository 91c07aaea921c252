package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.KernelProblem.NotInState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a workflow stands, and what may become of it. Every change raises `version` by one.
///
/// ```
/// DRAFT --publish--> PUBLISHED --pause--> PAUSED --resume--> PUBLISHED
/// ```
///
/// Publishing a paused workflow leaves it paused, so that nothing starts behind the back of whoever
/// paused it. All but archived ones can be archived, edited and published.
///
/// @param version counts changes, from 1
/// @param publishedVersion the number of the current published version; null before the first
public record Lifecycle(WorkflowStatus status, int version, @Nullable Integer publishedVersion) {
  public static final Lifecycle NEW = new Lifecycle(WorkflowStatus.DRAFT, 1, null);

  public boolean isActive() {
    return status == WorkflowStatus.PUBLISHED;
  }

  /// @throws NotInState if it is archived
  public Lifecycle edit() {
    requireNotArchived();
    return to(status);
  }

  /// @throws NotInState if it is archived
  public Lifecycle publish() {
    requireNotArchived();
    var next = publishedVersion == null ? 1 : publishedVersion + 1;
    var after = status == WorkflowStatus.PAUSED ? status : WorkflowStatus.PUBLISHED;
    return new Lifecycle(after, version + 1, next);
  }

  /// @throws NotInState unless it is published
  public Lifecycle pause() {
    require(WorkflowStatus.PUBLISHED, "paused");
    return to(WorkflowStatus.PAUSED);
  }

  /// @throws NotInState unless it is paused
  public Lifecycle resume() {
    require(WorkflowStatus.PAUSED, "resumed");
    return to(WorkflowStatus.PUBLISHED);
  }

  /// @throws NotInState if it is archived already
  public Lifecycle archive() {
    requireNotArchived();
    return to(WorkflowStatus.ARCHIVED);
  }

  private Lifecycle to(WorkflowStatus next) {
    return new Lifecycle(next, version + 1, publishedVersion);
  }

  private void require(WorkflowStatus wanted, String what) {
    if (status != wanted) {
      var name = wanted.name().toLowerCase(Locale.ROOT);
      throw new NotInState("only a " + name + " workflow can be " + what, status.name());
    }
  }

  private void requireNotArchived() {
    if (status == WorkflowStatus.ARCHIVED) {
      throw new NotInState("an archived workflow stays as it is", status.name());
    }
  }
}
