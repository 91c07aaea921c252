/// Use cases.
@NullMarked
package io.tributary.workflows.application;

import org.jspecify.annotations.NullMarked;
