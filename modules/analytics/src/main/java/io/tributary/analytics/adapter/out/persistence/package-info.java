/// The numbers in PostgreSQL.
@NullMarked
package io.tributary.analytics.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
