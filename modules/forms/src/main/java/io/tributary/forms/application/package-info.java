/// Use cases of forms.
@NullMarked
package io.tributary.forms.application;

import org.jspecify.annotations.NullMarked;
