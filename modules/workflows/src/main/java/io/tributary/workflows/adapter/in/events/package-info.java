/// What other modules' events start.
@NullMarked
package io.tributary.workflows.adapter.in.events;

import org.jspecify.annotations.NullMarked;
