/// Executions over HTTP.
@NullMarked
package io.tributary.workflows.adapter.in.web.executions;

import org.jspecify.annotations.NullMarked;
