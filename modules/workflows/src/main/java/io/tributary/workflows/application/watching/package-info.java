/// Streams of what happens in executions.
@NullMarked
package io.tributary.workflows.application.watching;

import org.jspecify.annotations.NullMarked;
