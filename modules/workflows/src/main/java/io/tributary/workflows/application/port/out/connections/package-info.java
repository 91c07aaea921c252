/// What the application needs to manage connections, and what it tells those who use them.
@NullMarked
package io.tributary.workflows.application.port.out.connections;

import org.jspecify.annotations.NullMarked;
