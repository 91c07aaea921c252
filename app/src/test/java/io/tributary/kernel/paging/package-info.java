/// Benchmarks of what is private to this package of the kernel.
@NullMarked
package io.tributary.kernel.paging;

import org.jspecify.annotations.NullMarked;
