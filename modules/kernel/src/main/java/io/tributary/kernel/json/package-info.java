/// JSON as the database stores it.
@NamedInterface("json")
@NullMarked
package io.tributary.kernel.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
