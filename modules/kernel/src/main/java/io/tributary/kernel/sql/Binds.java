package io.tributary.kernel.sql;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;

/// Values that a statement takes.
public final class Binds {
  private Binds() {}

  /// SQL's null, with the type that the driver needs for it, if `value` is null.
  public static Parameter orNull(@Nullable Object value, Class<?> type) {
    return value == null ? Parameters.in(type) : Parameters.in(value);
  }
}
