/// Takes events from outside and brings them to the executions that wait for them.
@NullMarked
package io.tributary.workflows.application.eventlog;

import org.jspecify.annotations.NullMarked;
