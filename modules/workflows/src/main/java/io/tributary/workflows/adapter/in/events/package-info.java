/// What other modules' events start, and what posted ones bring on.
@NullMarked
package io.tributary.workflows.adapter.in.events;

import org.jspecify.annotations.NullMarked;
