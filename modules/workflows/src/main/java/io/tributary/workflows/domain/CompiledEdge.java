package io.tributary.workflows.domain;

import io.tributary.kernel.conditions.Condition;
import org.jspecify.annotations.Nullable;

/// @param handle the `sourceHandle` it leaves by; null for the usual way out, `error` for a failed
///     node's
/// @param target the id of the node it leads to
/// @param condition null on all edges but those that leave a branch
public record CompiledEdge(
    String id, @Nullable String handle, String target, @Nullable Condition condition) {}
