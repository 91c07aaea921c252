/// Workspaces, API keys and permissions as values. Plain Java.
@NullMarked
package io.tributary.workspaces.domain;

import org.jspecify.annotations.NullMarked;
