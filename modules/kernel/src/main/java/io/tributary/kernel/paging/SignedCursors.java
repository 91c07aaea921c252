package io.tributary.kernel.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Cursor: base64url of `minute (4 bytes) | tag (16 bytes) | parts joined by U+001F`. The tag is an
/// HMAC-SHA256 over scope, minute and parts, so that a cursor is worth nothing elsewhere.
final class SignedCursors implements Cursors {
  private static final Duration LIFETIME = Duration.ofDays(1);
  private static final int HEADER = Integer.BYTES;
  private static final int TAG = 16;
  private static final int MAX_LENGTH = 2_000;
  private static final String SEPARATOR = "\u001f";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Supplier<byte[]> secret;
  private final Clock clock;

  SignedCursors(Supplier<byte[]> secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public String encode(String scope, List<String> position) {
    var parts = String.join(SEPARATOR, position).getBytes(UTF_8);
    var minute = minuteNow();
    return ENCODER.encodeToString(
        ByteBuffer.allocate(HEADER + TAG + parts.length)
            .putInt(minute)
            .put(tag(scope, minute, parts))
            .put(parts)
            .array());
  }

  @Override
  public List<String> decode(String scope, String cursor) {
    var bytes = bytesOf(cursor);
    var minute = ByteBuffer.wrap(bytes).getInt();
    var parts = Arrays.copyOfRange(bytes, HEADER + TAG, bytes.length);
    var tag = Arrays.copyOfRange(bytes, HEADER, HEADER + TAG);
    if (!MessageDigest.isEqual(tag, tag(scope, minute, parts))) {
      throw invalid();
    }
    if (minuteNow() - minute > LIFETIME.toMinutes()) {
      throw InvalidInput.of("?cursor", "cursor-expired", "is too old; start from the first page");
    }
    return List.of(new String(parts, UTF_8).split(SEPARATOR, -1));
  }

  private static byte[] bytesOf(String cursor) {
    if (cursor.length() > MAX_LENGTH) {
      throw invalid();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
    // a second spelling of the same bytes would be a cursor that nobody gave out
    if (bytes.length < HEADER + TAG || !ENCODER.encodeToString(bytes).equals(cursor)) {
      throw invalid();
    }
    return bytes;
  }

  private byte[] tag(String scope, int minute, byte[] parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.get(), "HmacSHA256"));
      var scopeBytes = scope.getBytes(UTF_8);
      mac.update(
          ByteBuffer.allocate(2 * Integer.BYTES).putInt(minute).putInt(scopeBytes.length).array());
      mac.update(scopeBytes);
      return Arrays.copyOf(mac.doFinal(parts), TAG);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  private int minuteNow() {
    return Math.toIntExact(clock.millis() / Duration.ofMinutes(1).toMillis());
  }

  private static InvalidInput invalid() {
    return InvalidInput.of("?cursor", "cursor-invalid", "is not a cursor of this list");
  }
}
