/// Turns what was measured into figures, and figures into a page and a file.
@NullMarked
package io.tributary.benchmarks.report;

import org.jspecify.annotations.NullMarked;
