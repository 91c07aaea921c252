package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.domain.execution.StepStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One visit of a node, as it stands now.
///
/// @param executionVersion the execution's version after this write
/// @param item the index of the loop's item inside of which it is; null outside of loops
/// @param output JSON
/// @param error JSON
public record StepWrite(
    ExecutionRef execution,
    int executionVersion,
    UUID id,
    String node,
    String nodeType,
    int visit,
    @Nullable Integer item,
    StepStatus status,
    int attempts,
    @Nullable String output,
    @Nullable String error,
    Instant startedAt,
    @Nullable Instant endedAt) {}
