/// What is measured, and against which limit: one class for each path.
@NullMarked
package io.tributary.benchmarks.measures;

import org.jspecify.annotations.NullMarked;
