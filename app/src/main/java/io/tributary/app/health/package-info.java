/// Whether the service can do its work.
@NullMarked
package io.tributary.app.health;

import org.jspecify.annotations.NullMarked;
