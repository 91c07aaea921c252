/// Forms in PostgreSQL.
@NullMarked
package io.tributary.forms.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
