/// Drafts of workflows: their shape, the rules that a published version keeps, and its compilation.
/// Plain Java.
@NullMarked
package io.tributary.workflows.domain.definitions;

import org.jspecify.annotations.NullMarked;
