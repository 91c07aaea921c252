package io.tributary.offenders;

import io.r2dbc.spi.Statement;
import java.util.List;

public final class SendsRowByRow {
  private SendsRowByRow() {}

  public static void send(Statement statement, List<String> rows) {
    rows.forEach(row -> statement.bind(0, row).add());
  }
}
