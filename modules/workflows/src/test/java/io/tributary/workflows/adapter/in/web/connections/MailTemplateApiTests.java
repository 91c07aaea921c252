package io.tributary.workflows.adapter.in.web.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.application.port.out.connections.MailTemplates;
import io.tributary.workflows.domain.connections.MailTemplate;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;

class MailTemplateApiTests extends ConnectionApiTest {
  private static final Map<String, Object> WELCOME =
      Map.of(
          "key",
          "welcome",
          "name",
          "Welcome",
          "subject",
          "Grüße, {{lead.name}}",
          "html",
          "<b>{{lead.name}}</b>",
          "text",
          "{{lead.name}}");
  private static final Map<String, Object> CHANGE =
      Map.of("name", "New", "subject", "New", "text", "New");

  @Autowired MailTemplates templates;

  private String created() {
    return (String) body(post("/mail-templates", WELCOME).expectStatus().isCreated()).get("id");
  }

  @Test
  void it_comes_back_as_it_was_written() {
    var id = created();

    assertThat(body(get("/mail-templates/" + id).expectStatus().isOk()))
        .containsAllEntriesOf(WELCOME)
        .containsEntry("version", 1);
    assertThat(body(get("/mail-templates").expectStatus().isOk()).get("items").toString())
        .contains("welcome");
    post("/mail-templates", WELCOME).expectStatus().isEqualTo(HttpStatus.CONFLICT);
  }

  @Test
  void a_preview_renders_each_text_for_where_it_lands() {
    var id = created();

    var shown =
        body(
            post(
                    "/mail-templates/" + id + "/preview",
                    Map.of("values", Map.of("lead", Map.of("name", "<Ada>\r\nBcc: x@y"))))
                .expectStatus()
                .isOk());

    assertThat(shown)
        .containsEntry("html", "<b>&lt;Ada&gt;\r\nBcc: x@y</b>")
        .containsEntry("text", "<Ada>\r\nBcc: x@y");
    assertThat(shown.get("subject").toString()).startsWith("Grüße, <Ada>").doesNotContain("\n");
    tenant
        .http()
        .post()
        .uri(tenant.path("/mail-templates/" + id + "/preview"))
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void broken_templates_are_refused_with_every_fault() {
    assertThat(
            pointers(
                post(
                    "/mail-templates",
                    Map.of(
                        "key",
                        "ok",
                        "subject",
                        "{{#open}}",
                        "text",
                        "{{#a}}{{/b}}",
                        "html",
                        "x".repeat(100_001)))))
        .contains("/subject", "/text", "/html");
    assertThat(pointers(post("/mail-templates", Map.of("key", "k", "subject", "s"))))
        .containsExactly("/text");
    assertThat(pointers(post("/mail-templates", Map.of())))
        .containsExactlyInAnyOrder("/key", "/subject", "/text");
    assertThat(pointers(post("/mail-templates", Map.of("bodyText", "x")))).contains("/bodyText");
  }

  @Test
  void a_change_reaches_those_who_send() {
    var id = created();
    assertThat(found()).isEqualTo("Grüße, {{lead.name}}");

    put("/mail-templates/" + id, CHANGE).expectStatus().isEqualTo(HttpStatus.PRECONDITION_REQUIRED);
    put("/mail-templates/" + id, "\"1\"", CHANGE).expectStatus().isOk();
    put("/mail-templates/" + id, "\"1\"", CHANGE)
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED);

    Awaitility.await().until(() -> found().equals("New"));
    delete("/mail-templates/" + id).expectStatus().isNoContent();
    Awaitility.await().until(() -> found().isEmpty());
  }

  private String found() {
    return templates
        .find(tenant.workspaceId(), "welcome")
        .map(MailTemplate.Content::subject)
        .defaultIfEmpty("")
        .block();
  }

  @Test
  void the_same_request_creates_it_once() {
    var first = body(post("/mail-templates", "r", WELCOME).expectStatus().isCreated());

    assertThat(body(post("/mail-templates", "r", WELCOME).expectStatus().isCreated()))
        .isEqualTo(first);
    post("/mail-templates", "r", Map.of("key", "x", "subject", "s", "text", "t"))
        .expectStatus()
        .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Test
  void tenants_see_and_use_their_own_only() {
    var id = created();

    for (var path : List.of("/mail-templates/" + id)) {
      other.http().get().uri(other.path(path)).exchange().expectStatus().isNotFound();
      other.http().delete().uri(other.path(path)).exchange().expectStatus().isNotFound();
      other.http().post().uri(other.path(path + "/preview")).exchange().expectStatus().isNotFound();
    }
    assertThat(templates.find(other.workspaceId(), "welcome").block()).isNull();
    get("/mail-templates/" + id).expectStatus().isOk();
  }
}
