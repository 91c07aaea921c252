package io.tributary.workflows.domain.execution;

import java.util.UUID;

/// Who waits for an execution.
///
/// @param id of the execution that started it
/// @param stepId of the visit that waits
public record Parent(UUID id, UUID stepId) {}
