/// What a node type is, and what node types need.
@NullMarked
package io.tributary.workflows.application.port.out.nodes;

import org.jspecify.annotations.NullMarked;
