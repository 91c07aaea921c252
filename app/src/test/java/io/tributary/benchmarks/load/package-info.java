/// A client light enough not to be what is measured: one thread, prepared requests, and of an
/// answer only its status, its length and whether it says when to come again.
@NullMarked
package io.tributary.benchmarks.load;

import org.jspecify.annotations.NullMarked;
