/// The HTTP face of credentials, mail templates and mail servers.
@NullMarked
package io.tributary.workflows.adapter.in.web.connections;

import org.jspecify.annotations.NullMarked;
