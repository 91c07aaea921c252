/// What can be asked about executions.
@NullMarked
package io.tributary.workflows.application.port.in.executions;

import org.jspecify.annotations.NullMarked;
