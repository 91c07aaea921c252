/// Hints to every node, over `LISTEN/NOTIFY`.
@NamedInterface("signals")
@NullMarked
package io.tributary.kernel.signals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
