/// Workflows and executions in PostgreSQL.
@NullMarked
package io.tributary.workflows.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
