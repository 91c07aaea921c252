/// Keeping the database in shape, and looking at it.
@NullMarked
package io.tributary.operations.application;

import org.jspecify.annotations.NullMarked;
