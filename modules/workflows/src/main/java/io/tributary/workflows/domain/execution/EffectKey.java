package io.tributary.workflows.domain.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/// Names an outer effect: the same in every attempt, another in every visit.
///
/// @param value `execution:node:visit`, in `[A-Za-z0-9_:-]`; a node's id that has other characters
/// is hashed
public record EffectKey(String value) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int HASH_BYTES = 12;

  public static EffectKey of(UUID execution, Position position) {
    var node = position.node();
    var name = PLAIN.matcher(node).matches() ? node : hashed(node);
    return new EffectKey(execution + ":" + name + ":" + position.visit());
  }

  private static String hashed(String node) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(node.getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
