/// Where the application starts.
@NullMarked
package io.tributary;

import org.jspecify.annotations.NullMarked;
