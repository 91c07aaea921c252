package io.tributary.kernel.web;

import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller's parameter: who calls must have this permission.
///
/// On a `WorkspaceId` below `/api/v1/workspaces/{workspaceId}/…` the value is the caller's own
/// workspace; a path that names another one is answered 404, a missing permission 403. It is the
/// only way for a controller to come by a workspace. On a `Caller`, for system-wide endpoints, the
/// caller must belong to no workspace. Put it first: what it refuses is refused before anything
/// else is looked at.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@Parameter(hidden = true)
public @interface Authorized {
  /// Such as `lead:read`.
  String value();

  /// On a `WorkspaceId`: whether the system's own key may name any workspace here.
  boolean systemToo() default false;
}
