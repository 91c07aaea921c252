/// Calls to targets outside.
@NullMarked
package io.tributary.workflows.adapter.out.http;

import org.jspecify.annotations.NullMarked;
