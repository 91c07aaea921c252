/// Credentials, mail templates and mail servers in the database.
@NullMarked
package io.tributary.workflows.adapter.out.persistence.connections;

import org.jspecify.annotations.NullMarked;
