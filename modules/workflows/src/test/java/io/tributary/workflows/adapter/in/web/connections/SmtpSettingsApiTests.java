package io.tributary.workflows.adapter.in.web.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class SmtpSettingsApiTests extends ConnectionApiTest {
  private static final String CANARY = "canary-smtp-ü";
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "host",
          "SMTP.example.org",
          "port",
          587,
          "security",
          "STARTTLS",
          "username",
          "crm",
          "password",
          CANARY,
          "sender",
          "crm@example.org");

  private static Map<String, Object> with(String key, Object value) {
    var map = new HashMap<>(SETTINGS);
    map.put(key, value);
    return map;
  }

  private static Map<String, Object> withoutPassword(String key, Object value) {
    var map = with(key, value);
    map.remove("password");
    return map;
  }

  @Test
  void the_password_goes_in_and_never_comes_out() {
    get("/smtp-settings").expectStatus().isNotFound();

    var written = text(put("/smtp-settings", SETTINGS).expectStatus().isOk());
    var read = text(get("/smtp-settings").expectStatus().isOk());

    assertThat(read)
        .isEqualTo(written)
        .contains("smtp.example.org", "\"passwordSet\":true", "\"version\":1")
        .doesNotContain(CANARY);
    other.http().get().uri(other.path("/smtp-settings")).exchange().expectStatus().isNotFound();
    delete("/smtp-settings").expectStatus().isNoContent();
    delete("/smtp-settings").expectStatus().isNotFound();
  }

  @Test
  void a_change_keeps_the_password_unless_it_could_carry_it_elsewhere() {
    put("/smtp-settings", SETTINGS).expectStatus().isOk();

    put("/smtp-settings", SETTINGS).expectStatus().isEqualTo(HttpStatus.PRECONDITION_REQUIRED);
    put("/smtp-settings", "\"1\"", withoutPassword("sender", "new@example.org"))
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"2\"");
    put("/smtp-settings", "\"1\"", SETTINGS)
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED);
    for (var change :
        List.of(
            withoutPassword("host", "evil.example.org"),
            withoutPassword("port", 25),
            withoutPassword("security", "TLS"),
            withoutPassword("username", "other"))) {
      assertThat(pointers(put("/smtp-settings", "\"2\"", change))).containsExactly("/password");
    }
  }

  @Test
  void every_fault_is_told_and_private_or_plain_servers_are_refused() {
    assertThat(pointers(put("/smtp-settings", Map.of())))
        .containsExactlyInAnyOrder("/host", "/port", "/security", "/sender");
    for (var host : List.of("127.0.0.1", "10.1.2.3", "::1", "[::1]", "169.254.169.254", "0x7f.1")) {
      assertThat(pointers(put("/smtp-settings", with("host", host))))
          .as(host)
          .containsExactly("/host");
    }
    assertThat(pointers(put("/smtp-settings", with("port", 6379)))).containsExactly("/host");
    assertThat(pointers(put("/smtp-settings", with("security", "NONE")))).containsExactly("/host");
    assertThat(pointers(put("/smtp-settings", with("sender", "a@b.c\r\nBcc: x@y"))))
        .containsExactly("/sender");
    assertThat(pointers(put("/smtp-settings", with("host", "h\r\nEHLO")))).containsExactly("/host");
    assertThat(pointers(put("/smtp-settings", withoutPassword("sender", "a@example.org"))))
        .containsExactly("/password");
  }

  @Test
  void a_test_needs_settings_and_an_address() {
    post("/smtp-settings/test", Map.of("to", "ada@example.org")).expectStatus().isNotFound();
    assertThat(pointers(post("/smtp-settings/test", Map.of("to", "a@b.c, d@e.f"))))
        .containsExactly("/to");
  }
}
