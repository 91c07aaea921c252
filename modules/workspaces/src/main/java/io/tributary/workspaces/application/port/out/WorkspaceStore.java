package io.tributary.workspaces.application.port.out;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.domain.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The stored workspaces.
public interface WorkspaceStore {
  Mono<Void> insert(Workspace workspace);

  Mono<Workspace> find(WorkspaceId workspace);

  /// Their time zones as they are stored, by one statement; unknown workspaces are left out.
  Mono<Map<UUID, String>> zones(Collection<UUID> workspaces);

  /// @param before the id of the last row of the page before, or null
  Mono<List<Workspace>> newest(@Nullable UUID before, int rows);
}
