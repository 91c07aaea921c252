/// The packaged application as others meet it: a process, and HTTP. Shared by the benchmark and the
/// durability harness.
@NullMarked
package io.tributary.packaged;

import org.jspecify.annotations.NullMarked;
