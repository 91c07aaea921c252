/// How connections are managed.
@NullMarked
package io.tributary.workflows.application.port.in.connections;

import org.jspecify.annotations.NullMarked;
