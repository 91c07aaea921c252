/// What this module hears.
@NullMarked
package io.tributary.leads.adapter.in.events;

import org.jspecify.annotations.NullMarked;
