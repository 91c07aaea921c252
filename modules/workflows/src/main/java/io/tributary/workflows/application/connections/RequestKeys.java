package io.tributary.workflows.application.connections;

import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.secrets.Seals;
import io.tributary.workflows.application.port.out.connections.RequestKey;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads `Idempotency-Key`. What was asked is kept as a fingerprint that only this system can make:
/// a plain hash would let whoever reads the table guess at secrets.
@Component
final class RequestKeys {
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final JsonText json;
  private final Seals seals;

  RequestKeys(JsonText json, Seals seals) {
    this.json = json;
    this.seals = seals;
  }

  /// @param kind what is created
  /// @param asked what it is created from
  /// @throws InvalidInput if there is a key and it is none
  @Nullable RequestKey of(@Nullable String key, String kind, List<@Nullable Object> asked) {
    if (key == null) {
      return null;
    }
    if (!SHAPE.matcher(key).matches()) {
      throw InvalidInput.of(HEADER, "invalid", "must be 1 to 200 visible ASCII characters");
    }
    return new RequestKey(key, seals.fingerprint(kind, json.write(asked)));
  }

  /// @throws IdempotencyKeyReused unless the same was asked
  static void same(RequestKey request, String hash) {
    if (!request.hash().equals(hash)) {
      throw new IdempotencyKeyReused();
    }
  }
}
