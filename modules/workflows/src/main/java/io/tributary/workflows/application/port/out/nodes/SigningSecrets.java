package io.tributary.workflows.application.port.out.nodes;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The keys that sign a workspace's HTTP calls.
public interface SigningSecrets {
  /// Outside any transaction. The current one first, then the former one while it is valid.
  Mono<List<byte[]>> forSigning(UUID workspaceId);
}
