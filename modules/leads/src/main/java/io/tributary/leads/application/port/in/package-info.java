/// What can be asked of this module.
@NullMarked
package io.tributary.leads.application.port.in;

import org.jspecify.annotations.NullMarked;
