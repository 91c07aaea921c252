/// What has changed of a workspace, for those that keep what they have read.
@NamedInterface("changes")
@NullMarked
package io.tributary.kernel.changes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
