/// What the numbers need of the outside.
@NullMarked
package io.tributary.analytics.application.port.out;

import org.jspecify.annotations.NullMarked;
