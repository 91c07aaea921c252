package io.tributary.workflows.application.engine;

import io.tributary.kernel.IdGenerator;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What this node of the cluster calls itself when it leases; another with each start.
@Component
final class NodeName {
  private final UUID id;

  NodeName(IdGenerator ids) {
    this.id = ids.next();
  }

  UUID id() {
    return id;
  }
}
