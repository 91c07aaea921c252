package io.tributary.workflows.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.json.JsonText;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapsTests {
  private static final JsonText TEXT = new JsonText();
  private static final ExecutionJson JSON = new ExecutionJson(TEXT);

  private static String payload(String value) {
    return JSON.write(Map.of("v", value));
  }

  @Test
  void what_has_64_KiB_is_kept_whole_and_one_byte_more_is_cut() {
    var overhead = payload("").length();
    var fits = payload("x".repeat(Caps.MAX_BYTES - overhead));
    var grown = payload("x".repeat(Caps.MAX_BYTES - overhead + 1));

    assertThat(Caps.payload(fits, JSON)).isEqualTo(fits);
    assertThat(TEXT.tree(Caps.payload(grown, JSON)))
        .isEqualTo(
            TEXT.tree(
                JSON.write(
                    Map.of(
                        "truncated",
                        true,
                        "bytes",
                        Caps.MAX_BYTES + 1,
                        "preview",
                        grown.substring(0, 2_000)))));
    assertThat(Caps.payload(null, JSON)).isNull();
  }

  @Test
  void bytes_are_counted_not_characters_and_no_character_is_halved() {
    // the surrogate pairs begin at odd offsets of the text
    var grown = payload("\uD83D\uDE00".repeat(20_000));

    var cut = TEXT.tree(Caps.payload(grown, JSON));

    assertThat(cut.path("bytes").asInt()).isEqualTo(80_000 + payload("").length());
    assertThat(cut.path("preview").asString()).isEqualTo(grown.substring(0, 2_000));
    var even = payload("x" + "\uD83D\uDE00".repeat(20_000));
    assertThat(TEXT.tree(Caps.payload(even, JSON)).path("preview").asString()).hasSize(1_999);
  }

  @Test
  void a_message_is_cut_and_says_so() {
    assertThat(Caps.message("x".repeat(2_000))).hasSize(2_000);
    assertThat(Caps.message("x".repeat(2_001))).isEqualTo("x".repeat(2_000) + " … (truncated)");
    assertThat(Caps.message("x".repeat(1_999) + "\uD83D\uDE00"))
        .isEqualTo("x".repeat(1_999) + " … (truncated)");
  }
}
