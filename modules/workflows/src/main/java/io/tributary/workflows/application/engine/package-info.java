/// Runs executions: claims them in batches, runs them in memory, writes them in batches.
@NullMarked
package io.tributary.workflows.application.engine;

import org.jspecify.annotations.NullMarked;
