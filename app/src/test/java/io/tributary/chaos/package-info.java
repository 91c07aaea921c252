/// Durability, proven by force: two instances of the packaged application work while they and their
/// database are killed, stalled and stopped; then everything is counted. `make chaos`.
@NullMarked
package io.tributary.chaos;

import org.jspecify.annotations.NullMarked;
