/// What the engine needs of the database.
@NullMarked
package io.tributary.workflows.application.port.out.executions;

import org.jspecify.annotations.NullMarked;
