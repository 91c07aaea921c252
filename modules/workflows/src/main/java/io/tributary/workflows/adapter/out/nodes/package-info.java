/// The node types, a class each.
@NullMarked
package io.tributary.workflows.adapter.out.nodes;

import org.jspecify.annotations.NullMarked;
