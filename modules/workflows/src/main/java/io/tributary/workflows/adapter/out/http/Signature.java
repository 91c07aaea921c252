package io.tributary.workflows.adapter.out.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, one signature for each key.
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static String of(List<byte[]> keys, String id, Instant at, String body) {
    var content = (id + "." + at.getEpochSecond() + "." + body).getBytes(UTF_8);
    return keys.stream().map(key -> "v1," + hmac(key, content)).collect(joining(" "));
  }

  private static String hmac(byte[] key, byte[] content) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }
}
