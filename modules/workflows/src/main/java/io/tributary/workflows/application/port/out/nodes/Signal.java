package io.tributary.workflows.application.port.out.nodes;

import java.util.Map;
import java.util.UUID;

/// What arrived for a waiting node.
///
/// @param stepId of the visit that it is meant for
/// @param kind such as `event` or `child`
public record Signal(UUID stepId, String kind, Map<String, Object> data) {}
