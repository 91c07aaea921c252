package io.tributary.workflows.adapter.in.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.domain.definitions.RequestKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads `Idempotency-Key`.
@Component
class RequestKeys {
  static final String HEADER = "Idempotency-Key";
  private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final JsonText json;

  RequestKeys(JsonText json) {
    this.json = json;
  }

  /// @param body must be the same under the same key, in the order of its properties, too
  /// @throws InvalidInput if there is a key and it is none
  @Nullable RequestKey of(@Nullable String key, Record body) {
    if (key == null) {
      return null;
    }
    if (!SHAPE.matcher(key).matches()) {
      throw InvalidInput.of(HEADER, "invalid", "must be 1 to 200 visible ASCII characters");
    }
    return new RequestKey(key, hash(body.getClass().getSimpleName() + json.write(body)));
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
