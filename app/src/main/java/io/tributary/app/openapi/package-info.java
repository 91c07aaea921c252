/// The HTTP face's description at `/openapi.json`: what holds for every endpoint is said here once.
@NullMarked
package io.tributary.app.openapi;

import org.jspecify.annotations.NullMarked;
