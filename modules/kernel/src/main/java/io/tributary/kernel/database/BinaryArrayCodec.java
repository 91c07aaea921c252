package io.tributary.kernel.database;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecMetadata;
import io.r2dbc.postgresql.codec.PostgresTypeIdentifier;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.message.Format;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Encodes arrays of one dimension and one type as PostgreSQL's `array_recv` reads them; decodes
/// nothing.
final class BinaryArrayCodec<E> implements Codec<E[]>, CodecMetadata {
  private static final int HEADER_BYTES = 5 * Integer.BYTES;
  private static final int USUAL_ELEMENT_BYTES = 20;
  private static final int NULL_LENGTH = -1;

  private final ByteBufAllocator allocator;
  private final Class<E[]> type;
  private final PostgresqlObjectId element;
  private final PostgresqlObjectId array;
  private final BiConsumer<ByteBuf, E> write;

  /// @param write writes an element that is not null: its length in bytes (4 bytes), and these
  BinaryArrayCodec(
      ByteBufAllocator allocator,
      Class<E[]> type,
      PostgresqlObjectId element,
      PostgresqlObjectId array,
      BiConsumer<ByteBuf, E> write) {
    this.allocator = allocator;
    this.type = type;
    this.element = element;
    this.array = array;
    this.write = write;
  }

  /// Without it the driver's cache would prefer its own codec.
  @Override
  public Class<?> type() {
    return type;
  }

  @Override
  public Iterable<PostgresTypeIdentifier> getDataTypes() {
    return List.of();
  }

  @Override
  public boolean canEncode(Object value) {
    return type.isInstance(value);
  }

  @Override
  public EncodedParameter encode(Object value) {
    return encode(value, array.getObjectId());
  }

  @Override
  public EncodedParameter encode(Object value, int dataType) {
    var elements = type.cast(value);
    return new EncodedParameter(
        Format.FORMAT_BINARY, dataType, Mono.fromSupplier(() -> binary(elements)));
  }

  private ByteBuf binary(E[] elements) {
    var out = allocator.buffer(HEADER_BYTES + elements.length * USUAL_ELEMENT_BYTES);
    try {
      out.writeInt(elements.length == 0 ? 0 : 1).writeInt(hasNull(elements) ? 1 : 0);
      out.writeInt(element.getObjectId());
      if (elements.length > 0) {
        out.writeInt(elements.length).writeInt(1);
      }
      for (var each : elements) {
        if (each == null) {
          out.writeInt(NULL_LENGTH);
        } else {
          write.accept(out, each);
        }
      }
      return out;
    } catch (RuntimeException failure) {
      out.release();
      throw failure;
    }
  }

  private static boolean hasNull(Object[] elements) {
    for (var each : elements) {
      if (each == null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean canEncodeNull(Class<?> type) {
    return false;
  }

  @Override
  public EncodedParameter encodeNull() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean canDecode(int dataType, Format format, Class<?> type) {
    return false;
  }

  @Override
  public E @Nullable [] decode(
      @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends E[]> type) {
    throw new UnsupportedOperationException();
  }
}
