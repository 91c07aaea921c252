package io.tributary.kernel.sql;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/// Reads a row from its first column on, for rows that are read by the thousand: to find a column
/// by its name costs more than to read it.
///
/// What calls it has to keep to the order of the statement's columns.
public final class ColumnsInOrder {
  private final Readable row;
  private int next;

  public ColumnsInOrder(Readable row) {
    this.row = row;
  }

  /// The value of the next column; null if that is SQL's null.
  public <T> @Nullable T next(Class<T> type) {
    return row.get(next++, type);
  }

  /// The value of the next column, which is declared `NOT NULL`.
  ///
  /// @throws IllegalStateException if it is null after all: a bug in the statement
  public <T> T required(Class<T> type) {
    var value = next(type);
    if (value == null) {
      throw new IllegalStateException("column " + (next - 1) + " is null");
    }
    return value;
  }
}
