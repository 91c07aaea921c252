/// What is measured, and with what: the packaged service, its database, the HTTP ceiling, and what
/// each of them costs.
@NullMarked
package io.tributary.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
