/// What leads announce.
@NamedInterface("events")
@NullMarked
package io.tributary.leads.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
