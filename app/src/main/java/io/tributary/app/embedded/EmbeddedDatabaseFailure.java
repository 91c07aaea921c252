package io.tributary.app.embedded;

import org.jspecify.annotations.Nullable;

/// The embedded server cannot be had; the message tells the reader what to do.
public final class EmbeddedDatabaseFailure extends RuntimeException {
  EmbeddedDatabaseFailure(String message) {
    this(message, null);
  }

  EmbeddedDatabaseFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
