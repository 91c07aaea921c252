package io.tributary.kernel.sql;

import io.r2dbc.spi.Readable;

/// Reads columns that are declared `NOT NULL`.
public final class Rows {
  private Rows() {}

  /// @throws IllegalStateException if the column is null after all: a bug in the statement
  public static <T> T required(Readable row, String column, Class<T> type) {
    var value = row.get(column, type);
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }
}
