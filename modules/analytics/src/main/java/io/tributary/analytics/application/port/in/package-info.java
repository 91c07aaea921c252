/// What may be asked of the numbers.
@NullMarked
package io.tributary.analytics.application.port.in;

import org.jspecify.annotations.NullMarked;
