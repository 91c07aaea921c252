/// What the use cases need.
@NullMarked
package io.tributary.workspaces.application.port.out;

import org.jspecify.annotations.NullMarked;
