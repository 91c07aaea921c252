/// How this service's web server treats connections.
@NullMarked
package io.tributary.app.server;

import org.jspecify.annotations.NullMarked;
