/// The tables.
@NullMarked
package io.tributary.workspaces.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
