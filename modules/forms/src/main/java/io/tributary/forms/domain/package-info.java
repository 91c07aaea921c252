/// Forms, what their fields accept, and how a response is checked. Plain Java.
@NullMarked
package io.tributary.forms.domain;

import org.jspecify.annotations.NullMarked;
