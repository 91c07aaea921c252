/// The profile `demo`: a workspace to look around in, made over HTTP as a user would make it, with
/// sixty days of history.
@NullMarked
package io.tributary.app.demo;

import org.jspecify.annotations.NullMarked;
