package io.tributary.workspaces.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.WorkspaceId;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeySecretTests {
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

  @Test
  void a_drawn_key_says_its_workspace_and_reads_back() {
    var secret = ApiKeySecret.draw(workspace, new SecureRandom());

    assertThat(ApiKeySecret.parse(secret.text())).contains(secret);
    assertThat(secret.workspace()).isEqualTo(workspace);
    assertThat(secret.text()).matches("trb_[A-Za-z0-9_-]{64}");
  }

  @Test
  void two_keys_of_a_workspace_differ_in_hash() {
    var random = new SecureRandom();

    assertThat(ApiKeySecret.draw(workspace, random).hash())
        .isNotEqualTo(ApiKeySecret.draw(workspace, random).hash())
        .hasSize(32);
  }

  @Test
  void its_text_form_for_logs_keeps_the_secret_to_itself() {
    var secret = ApiKeySecret.draw(workspace, new SecureRandom());

    assertThat(secret.toString()).isEqualTo("trb_…" + secret.hint()).doesNotContain(secret.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "trb_",
        "trb_short",
        "xxx_0123456789012345678901234567890123456789012345678901234567890123",
        "trb_012345678901234567890123456789012345678901234567890123456789012=",
        "trb_012345678901234567890123456789012345678901234567890123456789012é"
      })
  void what_does_not_look_like_a_key_is_none(String token) {
    assertThat(ApiKeySecret.parse(token)).isEmpty();
  }
}
