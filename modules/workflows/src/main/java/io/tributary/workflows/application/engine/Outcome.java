package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.ExecutionWrite;

/// What a run came to.
record Outcome(Run run, ExecutionWrite write) {}
