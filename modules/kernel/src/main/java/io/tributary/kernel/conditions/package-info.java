/// Conditions and expressions over JSON-like values: one implementation for workflows, forms and
/// leads. `Conditions` and `Expressions` are the way in; what evaluates them stays inside.
@NamedInterface("conditions")
@NullMarked
package io.tributary.kernel.conditions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
