/// What people do to executions from outside: hold them, end them, let them go on or run again.
@NullMarked
package io.tributary.workflows.application.control;

import org.jspecify.annotations.NullMarked;
