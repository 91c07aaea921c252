/// What operations need of the outside.
@NullMarked
package io.tributary.operations.application.port.out;

import org.jspecify.annotations.NullMarked;
