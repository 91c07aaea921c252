/// What the use cases need from the database.
@NullMarked
package io.tributary.forms.application.port.out;

import org.jspecify.annotations.NullMarked;
