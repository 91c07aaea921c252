/// Operators' endpoints, for the system's own key.
@NullMarked
package io.tributary.operations.adapter.in.web;

import org.jspecify.annotations.NullMarked;
