/// What happened to leads, as others may know it.
@NamedInterface("events")
@NullMarked
package io.tributary.leads.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
