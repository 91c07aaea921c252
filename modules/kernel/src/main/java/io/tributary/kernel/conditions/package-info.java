/// Structured conditions over JSON-like values: one implementation for workflows, forms and leads.
@NamedInterface("conditions")
@NullMarked
package io.tributary.kernel.conditions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
