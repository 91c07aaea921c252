/// The store, on PostgreSQL.
@NullMarked
package io.tributary.leads.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
