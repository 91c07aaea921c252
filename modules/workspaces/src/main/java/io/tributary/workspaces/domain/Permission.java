package io.tributary.workspaces.domain;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a credential may be allowed to do. `manage` does not include `read`.
public enum Permission {
  FORM_READ("form:read", true),
  FORM_MANAGE("form:manage", true),
  LEAD_READ("lead:read", true),
  LEAD_MANAGE("lead:manage", true),
  WORKFLOW_READ("workflow:read", true),
  WORKFLOW_MANAGE("workflow:manage", true),
  ANALYTICS_READ("analytics:read", true),
  WORKSPACE_READ("workspace:read", true),
  WORKSPACE_MANAGE("workspace:manage", true),
  OPERATIONS_READ("operations:read", false),
  OPERATIONS_MANAGE("operations:manage", false);

  private static final Map<String, Permission> BY_KEY =
      Arrays.stream(values()).collect(toUnmodifiableMap(Permission::key, permission -> permission));

  private final String key;
  private final boolean ofWorkspace;

  Permission(String key, boolean ofWorkspace) {
    this.key = key;
    this.ofWorkspace = ofWorkspace;
  }

  /// As in payloads, such as `lead:read`.
  public String key() {
    return key;
  }

  public static Optional<Permission> of(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /// All that a workspace's credential can be given.
  public static Set<String> ofWorkspace() {
    return Arrays.stream(values())
        .filter(p -> p.ofWorkspace)
        .map(Permission::key)
        .collect(toUnmodifiableSet());
  }

  /// What the system's own key may do.
  public static Set<String> ofSystem() {
    return Set.of(
        OPERATIONS_READ.key, OPERATIONS_MANAGE.key, WORKSPACE_READ.key, WORKSPACE_MANAGE.key);
  }
}
