/// Hears what other modules announce.
@NullMarked
package io.tributary.analytics.adapter.in.events;

import org.jspecify.annotations.NullMarked;
