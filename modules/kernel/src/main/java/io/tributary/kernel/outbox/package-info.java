/// Events between modules: stored with the change that caused them, handled in batches, exactly
/// once in the database.
@NamedInterface("outbox")
@NullMarked
package io.tributary.kernel.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
