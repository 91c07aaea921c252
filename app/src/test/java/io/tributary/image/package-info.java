/// The distribution that `make image` builds: the application unpacked, its launcher, and a cache
/// made ahead of time.
@NullMarked
package io.tributary.image;

import org.jspecify.annotations.NullMarked;
