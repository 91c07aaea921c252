/// Classes that break the house's rules on purpose, so that each rule is seen to catch something.
@NullMarked
package io.tributary.offenders;

import org.jspecify.annotations.NullMarked;
