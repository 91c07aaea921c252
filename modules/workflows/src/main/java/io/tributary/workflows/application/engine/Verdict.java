package io.tributary.workflows.application.engine;

import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import org.jspecify.annotations.Nullable;

/// How an execution ended.
record Verdict(ExecutionStatus status, @Nullable String outcome, @Nullable Failure failure) {}
