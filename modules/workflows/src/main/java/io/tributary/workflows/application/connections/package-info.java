/// Credentials, mail templates and mail servers of workspaces.
@NullMarked
package io.tributary.workflows.application.connections;

import org.jspecify.annotations.NullMarked;
