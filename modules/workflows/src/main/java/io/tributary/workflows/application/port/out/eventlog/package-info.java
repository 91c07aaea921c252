/// Where events are stored, and who waits for them.
@NullMarked
package io.tributary.workflows.application.port.out.eventlog;

import org.jspecify.annotations.NullMarked;
