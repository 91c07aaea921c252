/// What operators may ask and order.
@NullMarked
package io.tributary.operations.application.port.in;

import org.jspecify.annotations.NullMarked;
