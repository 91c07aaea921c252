/// The same rows as bare SQL on the same server: what is measured is held against it.
@NullMarked
package io.tributary.benchmarks.sql;

import org.jspecify.annotations.NullMarked;
