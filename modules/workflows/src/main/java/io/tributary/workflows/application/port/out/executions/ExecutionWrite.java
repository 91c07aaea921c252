package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What becomes of an execution.
///
/// @param stateJson `state` as it is stored
/// @param due when the engine looks at it again, from now; null if it ended
/// @param leased whether until then this node works on it
public record ExecutionWrite(
    ExecutionRef ref,
    int version,
    ExecutionStatus status,
    ExecutionState state,
    String stateJson,
    @Nullable String currentNode,
    @Nullable Failure error,
    @Nullable String outcome,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration due,
    boolean leased) {}
