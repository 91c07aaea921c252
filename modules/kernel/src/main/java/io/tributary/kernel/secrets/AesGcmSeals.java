package io.tributary.kernel.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// AES-256-GCM. Sealed: `version (1 byte) | nonce (12 bytes) | ciphertext | tag (16 bytes)`; the
/// context is authenticated with it. Keys are derived (HKDF-SHA256) by a label for each purpose.
final class AesGcmSeals implements Seals {
  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String SEALING = "tributary/seal/v1";
  private static final String FINGERPRINTS = "tributary/fingerprint/v1";
  private static final String HMAC = "HmacSHA256";

  private final Supplier<byte[]> secret;
  private final SecureRandom random = new SecureRandom();

  AesGcmSeals(Supplier<byte[]> secret) {
    this.secret = secret;
  }

  @Override
  public byte[] seal(String context, String plain) {
    try {
      var nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      var text = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain.getBytes(UTF_8));
      return ByteBuffer.allocate(1 + NONCE_BYTES + text.length)
          .put(VERSION)
          .put(nonce)
          .put(text)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is part of every JDK", e);
    }
  }

  @Override
  public String open(String context, byte[] sealed) {
    try {
      if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
        throw new IllegalStateException("this is not a sealed text");
      }
      var nonce = new byte[NONCE_BYTES];
      System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
      var begin = 1 + NONCE_BYTES;
      var plain =
          cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed, begin, sealed.length - begin);
      return new String(plain, UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed text cannot be opened here", e);
    }
  }

  @Override
  public String fingerprint(String context, String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key(HMAC, FINGERPRINTS));
      var place = context.getBytes(UTF_8);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(place.length).array());
      mac.update(place);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is part of every JDK", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key("AES", SEALING), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(UTF_8));
    return cipher;
  }

  private SecretKey key(String algorithm, String label) throws GeneralSecurityException {
    var derivation =
        HKDFParameterSpec.ofExtract()
            .addIKM(secret.get())
            .thenExpand(label.getBytes(UTF_8), KEY_BYTES);
    return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, derivation);
  }
}
