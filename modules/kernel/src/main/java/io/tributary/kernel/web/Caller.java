package io.tributary.kernel.web;

import io.tributary.kernel.WorkspaceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls, once authenticated. The exchange's principal implements it.
///
/// It is no `Principal` itself: the framework would hand one out to any controller, past
/// `Authorized`.
public interface Caller {
  /// The workspace that the credential belongs to; null for the system's own key, which belongs to
  /// none.
  @Nullable WorkspaceId workspace();

  Set<String> permissions();

  default boolean may(String permission) {
    return permissions().contains(permission);
  }

  /// For records of who did what, such as `api-key:0190…`.
  String actor();
}
