/// What happened to executions.
@NamedInterface("events")
@NullMarked
package io.tributary.workflows.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
