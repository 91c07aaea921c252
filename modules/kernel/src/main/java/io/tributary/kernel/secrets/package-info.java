/// Encryption of what must not be readable at rest.
@NamedInterface("secrets")
@NullMarked
package io.tributary.kernel.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
