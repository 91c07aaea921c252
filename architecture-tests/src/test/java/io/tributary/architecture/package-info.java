/// What holds for every module. Each rule has an offender in `io.tributary.offenders` that it must
/// catch, and nothing but it.
@NullMarked
package io.tributary.architecture;

import org.jspecify.annotations.NullMarked;
