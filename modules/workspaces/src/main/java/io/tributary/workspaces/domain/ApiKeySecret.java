package io.tributary.workspaces.domain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.kernel.WorkspaceId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// A workspace's machine credential as its holder has it: `trb_` and base64url of the workspace's
/// id and 32 random bytes, 68 characters. That the workspace is part of it lets a key be looked up
/// in its own workspace only.
public record ApiKeySecret(String text) {
  private static final String PREFIX = "trb_";
  private static final int RANDOM_BYTES = 32;
  private static final int ID_BYTES = 16;
  private static final int LENGTH = 68;
  private static final int HINT = 4;

  public static ApiKeySecret draw(WorkspaceId workspace, RandomGenerator random) {
    var drawn = new byte[RANDOM_BYTES];
    random.nextBytes(drawn);
    var bytes =
        ByteBuffer.allocate(ID_BYTES + RANDOM_BYTES)
            .putLong(workspace.value().getMostSignificantBits())
            .putLong(workspace.value().getLeastSignificantBits())
            .put(drawn)
            .array();
    return new ApiKeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// @return empty if `token` does not have the shape of an API key
  public static Optional<ApiKeySecret> parse(String token) {
    if (token.length() != LENGTH || !token.startsWith(PREFIX) || !isBase64Url(token)) {
      return Optional.empty();
    }
    return Optional.of(new ApiKeySecret(token));
  }

  private static boolean isBase64Url(String token) {
    for (int i = 0; i < token.length(); i++) {
      if (!isBase64Url(token.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBase64Url(char c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '-'
        || c == '_';
  }

  public WorkspaceId workspace() {
    var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
    return new WorkspaceId(new UUID(bytes.getLong(), bytes.getLong()));
  }

  /// SHA-256: what is stored.
  public byte[] hash() {
    return sha256(text);
  }

  /// The last characters, by which people tell their keys apart.
  public String hint() {
    return text.substring(text.length() - HINT);
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return PREFIX + "…" + hint();
  }

  public static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
