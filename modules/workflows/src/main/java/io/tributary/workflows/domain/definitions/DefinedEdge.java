package io.tributary.workflows.domain.definitions;

import org.jspecify.annotations.Nullable;

/// An edge as it was drawn.
///
/// @param index its place in `edges`
/// @param id empty if it has none; `source` and `target` likewise
/// @param handle null if it leaves by the usual way out
/// @param condition as it was written; null if there is none
record DefinedEdge(
    int index,
    String id,
    String source,
    String target,
    @Nullable String handle,
    @Nullable Object condition) {}
