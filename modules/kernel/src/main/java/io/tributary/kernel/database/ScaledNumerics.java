package io.tributary.kernel.database;

import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecMetadata;
import io.r2dbc.postgresql.codec.PostgresTypeIdentifier;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.message.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes `numeric` from PostgreSQL's binary format with as many digits after the point as it was
/// stored with; the driver's own decoder drops trailing zeros. Encodes nothing.
///
/// `NaN` and the infinities are an `ArithmeticException`.
final class ScaledNumerics implements Codec<BigDecimal>, CodecMetadata {
  private static final int DECIMALS_A_DIGIT = 4;
  private static final BigInteger BASE = BigInteger.valueOf(10_000);
  private static final int POSITIVE = 0x0000;
  private static final int NEGATIVE = 0x4000;

  /// Without it the driver's cache would prefer its own codec.
  @Override
  public Class<?> type() {
    return BigDecimal.class;
  }

  @Override
  public Iterable<PostgresTypeIdentifier> getDataTypes() {
    return List.of(PostgresqlObjectId.NUMERIC);
  }

  @Override
  public Iterable<Format> getFormats() {
    return Format.binary();
  }

  @Override
  public boolean canDecode(int dataType, Format format, Class<?> type) {
    return dataType == PostgresqlObjectId.NUMERIC.getObjectId()
        && format == Format.FORMAT_BINARY
        && type == BigDecimal.class;
  }

  @Override
  public @Nullable BigDecimal decode(
      @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends BigDecimal> type) {
    return buffer == null ? null : decode(buffer);
  }

  private static BigDecimal decode(ByteBuf buffer) {
    var digits = buffer.readShort();
    var weight = buffer.readShort();
    var sign = buffer.readUnsignedShort();
    var scale = buffer.readShort();
    if (sign != POSITIVE && sign != NEGATIVE) {
      throw new ArithmeticException("not a finite number");
    }
    var unscaled = BigInteger.ZERO;
    for (int i = 0; i < digits; i++) {
      unscaled = unscaled.multiply(BASE).add(BigInteger.valueOf(buffer.readShort()));
    }
    var value = new BigDecimal(unscaled, (digits - 1 - weight) * DECIMALS_A_DIGIT).setScale(scale);
    return sign == NEGATIVE ? value.negate() : value;
  }

  @Override
  public boolean canEncode(Object value) {
    return false;
  }

  @Override
  public boolean canEncodeNull(Class<?> type) {
    return false;
  }

  @Override
  public EncodedParameter encode(Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EncodedParameter encode(Object value, int dataType) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EncodedParameter encodeNull() {
    throw new UnsupportedOperationException();
  }
}
