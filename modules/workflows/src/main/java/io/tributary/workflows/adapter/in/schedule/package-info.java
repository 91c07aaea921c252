/// Jobs that run by themselves.
@NullMarked
package io.tributary.workflows.adapter.in.schedule;

import org.jspecify.annotations.NullMarked;
