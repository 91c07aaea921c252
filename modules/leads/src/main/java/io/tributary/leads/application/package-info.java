/// The use cases.
@NullMarked
package io.tributary.leads.application;

import org.jspecify.annotations.NullMarked;
