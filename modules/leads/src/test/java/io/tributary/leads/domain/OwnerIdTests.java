package io.tributary.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerIdTests {
  private static final String TEXT = "0199c0de-0000-7000-8000-0000000000ab";

  @Test
  void a_uuid_is_taken_in_lower_and_upper_case() {
    var owner = new OwnerId(UUID.fromString(TEXT));

    assertThat(OwnerId.of(TEXT)).isEqualTo(owner);
    assertThat(OwnerId.of("0199C0DE-0000-7000-8000-0000000000AB")).isEqualTo(owner);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1-2-3-4-5",
        "0199c0de000070008000000000000000",
        "{0199c0de-0000-7000-8000-0000000000ab}",
        " 0199c0de-0000-7000-8000-0000000000ab",
        "0199c0de-0000-7000-8000-0000000000ag",
        "0199c0de-0000-7000-8000-0000000000ab0",
        "0199c0de-0000-7000-8000-00000000\u0660\u066000",
        "000000001-1-1-1-00000000000000000001",
        "a\0b"
      })
  void what_is_no_uuid_is_none(String raw) {
    assertThat(OwnerId.of(raw)).isNull();
  }
}
