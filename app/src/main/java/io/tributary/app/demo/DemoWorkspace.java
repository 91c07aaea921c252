package io.tributary.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Makes the workspace, its form and its workflow.
final class DemoWorkspace {
  private final DemoApi api;
  private final String systemKey;
  private final JsonMapper json;

  DemoWorkspace(DemoApi api, String systemKey, JsonMapper json) {
    this.api = api;
    this.systemKey = systemKey;
    this.json = json;
  }

  /// Whether what an earlier start made is still in the database.
  Mono<Boolean> exists(DemoProgress progress) {
    return api.get(progress.apiKey(), "/api/v1/workspaces/" + progress.workspaceId())
        .map(answer -> answer.status().is2xxSuccessful());
  }

  Mono<DemoProgress> make(LocalDate firstDay) {
    return api.post(systemKey, "/api/v1/workspaces", Map.of("name", "Demo"))
        .map(answer -> answer.accepted("the workspace"))
        .flatMap(
            workspace ->
                fill(UUID.fromString(workspace.text("id")), workspace.text("apiKey"), firstDay));
  }

  private Mono<DemoProgress> fill(UUID workspaceId, String apiKey, LocalDate firstDay) {
    var base = "/api/v1/workspaces/" + workspaceId;
    return publish(apiKey, base + "/forms", read("demo/form.json"))
        .flatMap(
            form -> {
              var text = read("demo/workflow.json").replace("FORM_ID", form.text("id"));
              return publish(apiKey, base + "/workflows", text)
                  .map(
                      workflow ->
                          new DemoProgress(
                              workspaceId,
                              apiKey,
                              UUID.fromString(form.text("id")),
                              form.text("formKey"),
                              UUID.fromString(workflow.text("id")),
                              firstDay,
                              firstDay,
                              0));
            });
  }

  /// @return the answer to its creation
  private Mono<DemoApi.Answer> publish(String apiKey, String path, String draft) {
    return api.post(apiKey, path, json.readTree(draft))
        .map(answer -> answer.accepted(path))
        .flatMap(
            created ->
                api.post(apiKey, path + "/" + created.text("id") + "/publish", Map.of())
                    .map(answer -> answer.accepted("publishing " + path))
                    .thenReturn(created));
  }

  private static String read(String resource) {
    try {
      return new ClassPathResource(resource).getContentAsString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
