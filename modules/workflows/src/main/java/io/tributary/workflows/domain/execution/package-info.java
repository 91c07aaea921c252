/// One run of a workflow: its states, where it stands, what it may do next. Plain Java.
@NullMarked
package io.tributary.workflows.domain.execution;

import org.jspecify.annotations.NullMarked;
