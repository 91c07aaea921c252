/// Keyset paging with opaque cursors.
@NamedInterface("paging")
@NullMarked
package io.tributary.kernel.paging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
