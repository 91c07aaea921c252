/// JMH benchmarks of the parts that compute and do nothing else.
@NullMarked
package io.tributary.benchmarks.pure;

import org.jspecify.annotations.NullMarked;
