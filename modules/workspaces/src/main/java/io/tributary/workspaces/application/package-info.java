/// Use cases.
@NullMarked
package io.tributary.workspaces.application;

import org.jspecify.annotations.NullMarked;
