/// Transactions with a tenant, or without one for workers; group commit.
@NamedInterface("transactions")
@NullMarked
package io.tributary.kernel.transactions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
