/// What happens to forms.
@NamedInterface("events")
@NullMarked
package io.tributary.forms.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
