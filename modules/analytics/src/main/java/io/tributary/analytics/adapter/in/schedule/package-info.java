/// Keeps the summary fresh.
@NullMarked
package io.tributary.analytics.adapter.in.schedule;

import org.jspecify.annotations.NullMarked;
