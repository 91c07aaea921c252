/// The database's own catalogues.
@NullMarked
package io.tributary.operations.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
