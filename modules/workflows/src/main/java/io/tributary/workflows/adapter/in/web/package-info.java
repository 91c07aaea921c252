/// Workflows and executions over HTTP.
@NullMarked
package io.tributary.workflows.adapter.in.web;

import org.jspecify.annotations.NullMarked;
