/// Loops that work until there is none, and jobs that run on one node at a time.
@NamedInterface("work")
@NullMarked
package io.tributary.kernel.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
