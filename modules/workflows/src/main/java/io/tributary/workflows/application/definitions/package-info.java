/// Use cases of workflow definitions.
@NullMarked
package io.tributary.workflows.application.definitions;

import org.jspecify.annotations.NullMarked;
