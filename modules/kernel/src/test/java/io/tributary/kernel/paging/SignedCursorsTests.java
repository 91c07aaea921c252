package io.tributary.kernel.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignedCursorsTests {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Cursors cursors = at(NOW, "secret");

  @Test
  void a_position_comes_back_as_it_was() {
    var position = List.of("2026-03-01", "", "ü☃ 😀", "x");

    assertThat(cursors.decode("list", cursors.encode("list", position))).isEqualTo(position);
  }

  @Test
  void an_id_comes_back_and_no_cursor_is_the_beginning() {
    var id = UUID.randomUUID();

    assertThat(cursors.decodeId("list", cursors.encodeId("list", id))).isEqualTo(id);
    assertThat(cursors.decodeId("list", null)).isNull();
  }

  @Test
  void a_change_of_any_bit_is_noticed() {
    var bytes = Base64.getUrlDecoder().decode(cursors.encode("list", List.of("a", "b")));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      var changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      refused("cursor-invalid", Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
  }

  @Test
  void a_cursor_of_another_list_or_system_is_worth_nothing() {
    refused("cursor-invalid", cursors.encode("list:b", List.of("a")));
    refused("cursor-invalid", cursors.encode("lis", List.of("t", "a")));
    refused("cursor-invalid", at(NOW, "other secret").encode("list", List.of("a")));
  }

  @Test
  void a_cursor_lives_a_day() {
    var made = cursors.encode("list", List.of("a"));

    assertThat(at(NOW.plus(Duration.ofDays(1)), "secret").decode("list", made))
        .containsExactly("a");
    refused(at(NOW.plus(Duration.ofMinutes(24 * 60 + 1)), "secret"), "cursor-expired", made);
  }

  @Test
  void a_second_spelling_of_a_cursor_is_none() {
    var made = cursors.encode("list", List.of("ab"));

    refused("cursor-invalid", made + "=");
    refused("cursor-invalid", made + "==");
    refused("cursor-invalid", made + "\n");
    refused("cursor-invalid", " " + made);
  }

  @Test
  void rubbish_is_none() {
    refused("cursor-invalid", "");
    refused("cursor-invalid", "AAAA");
    refused("cursor-invalid", "nonsense!");
    refused("cursor-invalid", "☃");
    refused("cursor-invalid", "A".repeat(1_000_000));
  }

  private void refused(String code, String cursor) {
    refused(cursors, code, cursor);
  }

  private static void refused(Cursors cursors, String code, String cursor) {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> cursors.decode("list", cursor))
        .satisfies(
            problem -> {
              assertThat(problem.faults()).extracting(Fault::pointer).containsExactly("?cursor");
              assertThat(problem.faults()).extracting(Fault::code).containsExactly(code);
            });
  }

  private static Cursors at(Instant now, String secret) {
    return new SignedCursors(() -> secret.getBytes(UTF_8), Clock.fixed(now, ZoneOffset.UTC));
  }
}
