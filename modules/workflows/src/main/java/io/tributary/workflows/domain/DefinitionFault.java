package io.tributary.workflows.domain;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a definition.
///
/// @param pointer where, as a JSON pointer into the definition, such as `/nodes/3/data/config/to`
/// @param code stable, for programs: `dangling`, `unreachable`, …
/// @param message for people, in English
/// @param nodeId the node it is about; null if it is about none, or the node has no id
/// @param edgeId the edge it is about; null if it is about none, or the edge has no id
public record DefinitionFault(
    String pointer,
    String code,
    String message,
    @Nullable String nodeId,
    @Nullable String edgeId) {}
