/// Measures the packaged application over loopback: `make bench`.
@NullMarked
package io.tributary.benchmarks;

import org.jspecify.annotations.NullMarked;
