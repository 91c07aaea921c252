package io.tributary.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTests {
  @Test
  void white_space_case_and_composition_do_not_tell_addresses_apart() {
    var composed = Email.of("jos\u00e9@example.org");

    assertThat(Email.of("\u2003 JOSE\u0301@Example.ORG\t")).isEqualTo(composed);
    assertThat(Email.of("JOS\u00c9@EXAMPLE.org")).isEqualTo(composed);
  }

  @Test
  void normalising_twice_changes_nothing_whatever_the_default_locale() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      var once = Email.of("I\u0130\u1e9e\u03a3@EXAMPLE.org");

      assertThat(once.value()).startsWith("i");
      assertThat(Email.of(once.value())).isEqualTo(once);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void the_longest_address_has_254_characters() {
    assertThat(Email.of("a".repeat(242) + "@example.org")).isNotNull();
    assertThat(Email.of("a".repeat(243) + "@example.org")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "@", "a@", "@b", "a b@c", "a@b@c", "a@b\0c", "plain", "a@\u200bb.org"})
  void what_is_no_address_is_none(String raw) {
    assertThat(Email.of(raw)).isNull();
  }
}
