package io.tributary.workspaces.domain;

import io.tributary.kernel.problems.Faults;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an API key is made of.
///
/// @param name 1 to 100 characters
/// @param permissions at least one, of those that a workspace has
public record ApiKeyDraft(String name, Set<String> permissions) {
  private static final int MAX_NAME = 100;

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault
  public static ApiKeyDraft of(
      @Nullable String name, @Nullable List<@Nullable String> permissions) {
    var faults = new Faults();
    var cleanName = Names.clean(name, MAX_NAME, faults.at("name"));
    var known = Permission.ofWorkspace();
    var chosen = new TreeSet<String>();
    var at = faults.at("permissions");
    if (permissions == null || permissions.isEmpty()) {
      at.add("required", "must name at least one of " + new TreeSet<>(known));
    } else {
      for (int i = 0; i < permissions.size(); i++) {
        var permission = permissions.get(i);
        if (permission != null && known.contains(permission)) {
          chosen.add(permission);
        } else {
          at.at(i).add("unknown-permission", "must be one of " + new TreeSet<>(known));
        }
      }
    }
    faults.throwIfAny();
    return new ApiKeyDraft(cleanName, Set.copyOf(chosen));
  }
}
