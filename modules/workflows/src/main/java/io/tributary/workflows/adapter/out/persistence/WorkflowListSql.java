package io.tributary.workflows.adapter.out.persistence;

import io.tributary.workflows.domain.definitions.WorkflowStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements of the lists of workflows and versions.
final class WorkflowListSql {
  /// `before` is the greatest integer for the first page.
  static final String VERSIONS =
      """
      SELECT version, name, published_at FROM workflows.workflow_version
      WHERE workspace_id = :workspace AND workflow_id = :workflow AND version < :before
      ORDER BY version DESC LIMIT :rows
      """;

  private WorkflowListSql() {}

  /// Parameters: `workspace`, `rows`, and those that are not null.
  static String workflows(@Nullable WorkflowStatus status, @Nullable UUID before) {
    return """
        SELECT id, name, description, status, version, published_version, created_at, updated_at
        FROM workflows.workflow WHERE workspace_id = :workspace
        """
        + (status == null ? "" : " AND status = :status")
        + (before == null ? "" : " AND id < :before")
        + " ORDER BY id DESC LIMIT :rows";
  }
}
