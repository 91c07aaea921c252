/// Refusals, and every fault of an input at once. Plain Java: the domain may use it.
@NamedInterface("problems")
@NullMarked
package io.tributary.kernel.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
