/// Connections, pools and migrations. Internal to the kernel.
@NullMarked
package io.tributary.kernel.database;

import org.jspecify.annotations.NullMarked;
