/// What happened to forms, as others may know it.
@NamedInterface("events")
@NullMarked
package io.tributary.forms.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
