/// Monthly partitions on UUIDv7 keys.
@NamedInterface("partitions")
@NullMarked
package io.tributary.kernel.partitions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
