package io.tributary.workspaces.adapter.in.security;

import java.util.List;

/// What needs no credential is listed; all else does. What a credential may do is said at each
/// endpoint (`@Authorized`).
final class PublicPaths {
  /// Everything below, and the path itself without its last slash; in the order of their use.
  private static final List<String> FOLDERS =
      List.of(
          "/f/",
          "/hooks/",
          "/actuator/health/",
          "/openapi.json/",
          "/docs/",
          "/swagger-ui/",
          "/webjars/");

  private static final String METRICS = "/actuator/prometheus";

  private PublicPaths() {}

  /// @param path as it was sent: an escaped letter makes another path
  static boolean contain(String path) {
    for (var folder : FOLDERS) {
      if (path.startsWith(folder) || isFolder(path, folder)) {
        return true;
      }
    }
    return path.equals(METRICS);
  }

  private static boolean isFolder(String path, String folder) {
    return path.length() == folder.length() - 1 && folder.startsWith(path);
  }
}
