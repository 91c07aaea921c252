package io.tributary.workflows.domain.definitions;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node as it was drawn.
///
/// @param index its place in `nodes`
/// @param id empty if it has none
/// @param type empty if it has none
record DefinedNode(
    int index, String id, String type, @Nullable String label, Map<String, Object> config) {}
