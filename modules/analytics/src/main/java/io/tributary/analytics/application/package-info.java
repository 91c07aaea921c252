/// Counting events, reading the counts, keeping the summary.
@NullMarked
package io.tributary.analytics.application;

import org.jspecify.annotations.NullMarked;
