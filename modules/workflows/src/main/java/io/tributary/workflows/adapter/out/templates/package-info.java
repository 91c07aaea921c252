/// Texts with placeholders.
@NullMarked
package io.tributary.workflows.adapter.out.templates;

import org.jspecify.annotations.NullMarked;
