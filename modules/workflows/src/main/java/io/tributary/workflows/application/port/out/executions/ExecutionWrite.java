package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of an execution.
///
/// @param version the one that was read; 0 if it is not stored yet
/// @param state JSON; null leaves what is stored
/// @param marking JSON; null leaves what is stored
/// @param places nodes at which it stands, if they may be looked for; empty if it stands nowhere
/// @param due when the engine looks at it again, from now; null if only a signal brings it on
/// @param leased whether effects of it are under way on this node
/// @param startedAt null if it has not begun
/// @param keepSignals whether signals that were seen are to be seen again
public record ExecutionWrite(
    ExecutionRef ref,
    int version,
    ExecutionStatus status,
    @Nullable String state,
    @Nullable String marking,
    List<String> places,
    @Nullable Failure error,
    @Nullable String outcome,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration due,
    boolean leased,
    boolean keepSignals) {}
