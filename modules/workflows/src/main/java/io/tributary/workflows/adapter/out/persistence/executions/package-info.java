/// Executions in PostgreSQL.
@NullMarked
package io.tributary.workflows.adapter.out.persistence.executions;

import org.jspecify.annotations.NullMarked;
