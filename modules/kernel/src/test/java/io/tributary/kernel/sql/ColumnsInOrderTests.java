package io.tributary.kernel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnsInOrderTests {
  @Test
  void columns_are_read_one_after_the_other() {
    var columns = new ColumnsInOrder(new Row("a", null, 3));

    assertThat(columns.required(String.class)).isEqualTo("a");
    assertThat(columns.next(String.class)).isNull();
    assertThat(columns.required(Integer.class)).isEqualTo(3);
  }

  @Test
  void a_column_that_must_not_be_null_is_named_if_it_is() {
    var columns = new ColumnsInOrder(new Row("a", null));
    columns.next(String.class);

    assertThatThrownBy(() -> columns.required(String.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("column 1 is null");
  }

  private record Row(@Nullable Object... values) implements Readable {
    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
      return type.cast(values[index]);
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
      throw new UnsupportedOperationException();
    }
  }
}
