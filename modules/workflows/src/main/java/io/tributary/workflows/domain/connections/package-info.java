/// What workflows reach other systems with: credentials, mail templates, mail servers.
@NullMarked
package io.tributary.workflows.domain.connections;

import org.jspecify.annotations.NullMarked;
