/// Shared kernel: ids, time, problems, paging, tenancy of a transaction, outbox.
///
/// The base package holds what every layer of every module may use, the domain included: plain
/// Java.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.tributary.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
