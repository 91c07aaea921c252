/// Events over HTTP.
@NullMarked
package io.tributary.workflows.adapter.in.web.eventlog;

import org.jspecify.annotations.NullMarked;
