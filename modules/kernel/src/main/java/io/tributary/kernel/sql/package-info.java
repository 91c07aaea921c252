/// What every module's SQL adapters share.
@NamedInterface("sql")
@NullMarked
package io.tributary.kernel.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
