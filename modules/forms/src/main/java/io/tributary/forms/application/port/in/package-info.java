/// What may be done with forms.
@NullMarked
package io.tributary.forms.application.port.in;

import org.jspecify.annotations.NullMarked;
