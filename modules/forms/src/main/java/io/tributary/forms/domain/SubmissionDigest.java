package io.tributary.forms.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tells whether two submissions are the same: whatever their order of keys and their white space.
///
/// It is taken of what was sent, not of what was made of it, so that a repeat is known as one even
/// after the form has changed.
public final class SubmissionDigest {
  private final MessageDigest digest;

  private SubmissionDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /// @return 64 hexadecimal digits
  public static String of(Submission submission) {
    var of = new SubmissionDigest();
    of.add(submission.data());
    of.add(submission.hidden());
    of.add(submission.metadata());
    return HexFormat.of().formatHex(of.digest.digest());
  }

  private void add(@Nullable Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((key, inner) -> sorted.put(String.valueOf(key), inner));
        head('m', sorted.size());
        sorted.forEach(
            (key, inner) -> {
              add(key);
              add(inner);
            });
      }
      case List<?> list -> {
        head('l', list.size());
        list.forEach(this::add);
      }
      case null -> head('n', 0);
      case String text -> leaf('s', text);
      default -> leaf('v', value.toString());
    }
  }

  private void leaf(char kind, String text) {
    var bytes = text.getBytes(UTF_8);
    head(kind, bytes.length);
    digest.update(bytes);
  }

  private void head(char kind, int size) {
    digest.update((kind + Integer.toString(size) + ':').getBytes(UTF_8));
  }
}
