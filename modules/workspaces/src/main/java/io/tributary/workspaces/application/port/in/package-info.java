/// What the module can be asked to do.
@NullMarked
package io.tributary.workspaces.application.port.in;

import org.jspecify.annotations.NullMarked;
