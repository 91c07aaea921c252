/// Jobs that run by themselves.
@NullMarked
package io.tributary.operations.adapter.in.schedule;

import org.jspecify.annotations.NullMarked;
