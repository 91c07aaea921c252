package io.tributary.kernel.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesGcmSealsTests {
  private final Seals seals = new AesGcmSeals(() -> new byte[32]);

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "Grüße \uD83D\uDE00 \u0000"})
  void what_is_sealed_opens_in_its_context_alone(String plain) {
    var sealed = seals.seal("credential|w|1", plain);

    assertThat(seals.open("credential|w|1", sealed)).isEqualTo(plain);
    assertThatThrownBy(() -> seals.open("credential|w|2", sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_same_text_is_never_sealed_alike() {
    assertThat(seals.seal("c", "text")).isNotEqualTo(seals.seal("c", "text"));
  }

  @Test
  void a_changed_bit_anywhere_is_found() {
    var sealed = seals.seal("c", "secret");
    for (int i = 0; i < sealed.length; i++) {
      var changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> seals.open("c", changed))
          .as("byte %d", i)
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> seals.open("c", new byte[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void another_systems_seal_does_not_open() {
    var other = new AesGcmSeals(() -> new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    assertThatThrownBy(() -> other.open("c", seals.seal("c", "secret")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void fingerprints_tell_texts_and_contexts_apart() {
    assertThat(seals.fingerprint("c", "a"))
        .isEqualTo(seals.fingerprint("c", "a"))
        .isNotEqualTo(seals.fingerprint("c", "b"))
        .isNotEqualTo(seals.fingerprint("d", "a"))
        .hasSize(64);
    assertThat(seals.fingerprint("ab", "c")).isNotEqualTo(seals.fingerprint("a", "bc"));
  }
}
