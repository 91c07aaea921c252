/// Events and subscriptions in PostgreSQL.
@NullMarked
package io.tributary.workflows.adapter.out.persistence.eventlog;

import org.jspecify.annotations.NullMarked;
