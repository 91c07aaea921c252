/// Who calls: bearer tokens.
@NullMarked
package io.tributary.workspaces.adapter.in.security;

import org.jspecify.annotations.NullMarked;
