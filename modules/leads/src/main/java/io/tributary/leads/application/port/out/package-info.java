/// What this module asks of its store.
@NullMarked
package io.tributary.leads.application.port.out;

import org.jspecify.annotations.NullMarked;
