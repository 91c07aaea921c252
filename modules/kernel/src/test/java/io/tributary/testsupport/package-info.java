/// What the tests of all modules share.
@NullMarked
package io.tributary.testsupport;

import org.jspecify.annotations.NullMarked;
