package io.tributary.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.codec.DefaultCodecs;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@ModuleTest
class BinaryCodecsTests {
  private static final UUID ID = UUID.fromString("ffeeddcc-bbaa-4988-9766-554433221100");

  @Autowired DatabaseClient db;
  @Autowired Transactions transactions;

  static Stream<Arguments> arrays() {
    return Stream.of(
        Arguments.of(new UUID[] {ID, null}, "uuid[]", "[\"" + ID + "\", null]"),
        Arguments.of(
            new String[] {"", null, "NULL", "a\"b\\c,{d}", "Zoë 🚀", "\n\t"},
            "text[]",
            "[\"\", null, \"NULL\", \"a\\\"b\\\\c,{d}\", \"Zoë 🚀\", \"\\n\\t\"]"),
        Arguments.of(
            new Integer[] {0, -1, null, Integer.MAX_VALUE, Integer.MIN_VALUE},
            "integer[]",
            "[0, -1, null, 2147483647, -2147483648]"),
        Arguments.of(
            new Long[] {Long.MAX_VALUE, Long.MIN_VALUE, null},
            "bigint[]",
            "[9223372036854775807, -9223372036854775808, null]"),
        Arguments.of(
            new LocalDate[] {
              LocalDate.of(2000, 1, 1), LocalDate.of(1969, 12, 31), null, LocalDate.of(2028, 2, 29)
            },
            "date[]",
            "[\"2000-01-01\", \"1969-12-31\", null, \"2028-02-29\"]"),
        Arguments.of(
            new OffsetDateTime[] {OffsetDateTime.parse("2026-11-21T17:00:00.123456+02:00"), null},
            "timestamp with time zone[]",
            "[\"2026-11-21T15:00:00.123456+00:00\", null]"),
        Arguments.of(
            new Instant[] {
              Instant.parse("1999-12-31T23:59:59.999999499Z"),
              Instant.parse("1999-12-31T23:59:59.999999500Z"),
              Instant.parse("0001-01-01T00:00:00Z"),
              null
            },
            "timestamp with time zone[]",
            "[\"1999-12-31T23:59:59.999999+00:00\", \"2000-01-01T00:00:00+00:00\","
                + " \"0001-01-01T00:00:00+00:00\", null]"),
        Arguments.of(new UUID[] {}, "uuid[]", "[]"),
        Arguments.of(new String[] {null}, "text[]", "[null]"));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void anArrayArrivesAsItIs(Object array, String type, String json) {
    assertThat(text("SELECT pg_typeof(:value)::text", array)).isEqualTo(type);
    assertThat(text("SELECT to_jsonb(:value)::text", array)).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void anArrayTravelsInBinary(Object array) {
    var codecs = new DefaultCodecs(ByteBufAllocator.DEFAULT);
    BinaryCodecs.addTo(codecs, ByteBufAllocator.DEFAULT);

    assertThat(codecs.encode(array)).asString().contains("FORMAT_BINARY");
  }

  @Test
  void aLongArrayArrivesWhole() {
    var texts =
        IntStream.range(0, 50_000).mapToObj(i -> i + "-" + "é".repeat(20)).toArray(String[]::new);

    assertThat(text("SELECT md5(array_to_string(:value, ','))", texts))
        .isEqualTo(text("SELECT md5(:value)", String.join(",", texts)));
  }

  @Test
  void aTextThatPostgresqlCannotHoldIsRefused() {
    assertThatThrownBy(() -> text("SELECT array_to_string(:value, ',')", new String[] {"a\0b"}))
        .hasStackTraceContaining("invalid byte sequence");
    assertThat(text("SELECT array_to_string(:value, ',')", new String[] {"ab"})).isEqualTo("ab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.000",
        "12.50",
        "-12.50",
        "100000000",
        "-0.00010",
        "0.0000000000000000000000001",
        "98765432109876543210987654321.1234567890",
        "10000",
        "9999.9999"
      })
  void aNumberKeepsItsDigits(String digits) {
    assertThat(number(digits)).isEqualTo(new BigDecimal(digits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void whatIsNotFiniteIsAnError(String value) {
    assertThatThrownBy(() -> number(value)).hasStackTraceContaining("not a finite number");
  }

  private String text(String sql, Object value) {
    var inUtc = db.sql("SET LOCAL TimeZone = 'UTC'").then();
    return transactions
        .asWorker(inUtc.then(db.sql(sql).bind("value", value).mapValue(String.class).one()))
        .block();
  }

  /// With a parameter: without one the driver asks for text.
  private @Nullable BigDecimal number(String digits) {
    return transactions
        .asWorker(
            db.sql("SELECT :digits::text::numeric")
                .bind("digits", digits)
                .map(row -> row.get(0, BigDecimal.class))
                .one())
        .block();
  }
}
