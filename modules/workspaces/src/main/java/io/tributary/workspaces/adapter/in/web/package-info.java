/// The endpoints.
@NullMarked
package io.tributary.workspaces.adapter.in.web;

import org.jspecify.annotations.NullMarked;
