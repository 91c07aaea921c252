/// What the use cases need.
@NullMarked
package io.tributary.workflows.application.port.out;

import org.jspecify.annotations.NullMarked;
