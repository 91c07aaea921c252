/// What may be done with events from outside.
@NullMarked
package io.tributary.workflows.application.port.in.eventlog;

import org.jspecify.annotations.NullMarked;
