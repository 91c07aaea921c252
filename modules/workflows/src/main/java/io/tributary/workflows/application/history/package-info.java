/// Settings of workspaces, and how long their history is kept.
@NullMarked
package io.tributary.workflows.application.history;

import org.jspecify.annotations.NullMarked;
