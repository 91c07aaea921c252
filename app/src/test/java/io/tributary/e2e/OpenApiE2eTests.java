package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

@EndToEndTest
class OpenApiE2eTests {
  private static final String PROBLEM = "#/components/schemas/Problem";

  @Autowired private WebTestClient client;
  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

  @Test
  void every_endpoint_is_described_with_what_it_is_for_and_how_it_refuses() {
    var api = read();
    var endpoints = Endpoint.of(requestMappingHandlerMapping);
    assertThat(endpoints).hasSizeGreaterThan(5);

    var softly = new SoftAssertions();
    for (var endpoint : endpoints) {
      Map<String, Object> operation = operationOf(api, endpoint);
      softly.assertThat(operation).as("%s is described", endpoint).isNotNull();
      if (operation != null) {
        check(softly, endpoint, operation);
      }
    }
    softly.assertAll();
  }

  private static void check(
      SoftAssertions softly, Endpoint endpoint, Map<String, Object> operation) {
    softly.assertThat((String) operation.get("summary")).as("%s: summary", endpoint).isNotBlank();
    softly.assertThat((List<?>) operation.get("tags")).as("%s: tags", endpoint).isNotEmpty();
    @SuppressWarnings("unchecked")
    var responses = (Map<String, Map<String, Object>>) operation.get("responses");
    softly
        .assertThat(responses.keySet())
        .as("%s: responses", endpoint)
        .anyMatch(code -> code.startsWith("2"))
        .contains("500", "503");
    responses.forEach(
        (code, response) -> {
          if (code.startsWith("4") || code.startsWith("5")) {
            softly
                .assertThat(response)
                .as("%s: %s is a problem", endpoint, code)
                .satisfiesAnyOf(
                    refers -> assertThat(refers).containsKey("$ref"),
                    says ->
                        assertThat(says.get("content").toString())
                            .contains("application/problem+json"));
          }
        });
    if (endpoint.path().startsWith("/api/")) {
      softly.assertThat(operation.get("security")).as("%s: security", endpoint).isNotNull();
      softly.assertThat(responses.keySet()).as("%s", endpoint).contains("401", "403");
    }
    if (endpoint.path().contains("{workspaceId}")) {
      softly
          .assertThat(operation.get("parameters").toString())
          .as("%s: workspaceId", endpoint)
          .contains("workspaceId");
    }
  }

  @Test
  void problems_are_described_once_with_examples() {
    var api = read();
    Map<String, Object> responses = api.read("$.components.responses");
    assertThat(responses).hasSizeGreaterThanOrEqualTo(9);
    assertThat(
            api.<String>read(
                "$.components.responses.Problem404.content['application/problem+json'].schema['$ref']"))
        .isEqualTo(PROBLEM);
    assertThat(
            api.<String>read(
                "$.components.responses.Problem400.content['application/problem+json'].example.errors[0].pointer"))
        .isEqualTo("/name");
  }

  @Test
  void what_the_kernel_resolves_is_described_as_the_caller_sends_it() {
    var create = operation(read(), "/api/v1/workspaces", "post");
    assertThat(create.get("responses").toString()).contains("201=").doesNotContain("200=");
    var list = operation(read(), "/api/v1/workspaces", "get");
    assertThat(list.get("parameters").toString()).contains("limit").contains("cursor");
    assertThat(read().jsonString()).doesNotContain("\"WorkspaceId\"").doesNotContain("\"Caller\"");
  }

  @ParameterizedTest
  @CsvSource({
    "Lead, fields, object",
    "ExecutionDetailResponse, state, object",
    "FormResponse, fields, array",
    "FormVersionResponse, fields, array",
    "FormResponseEntry, data, object",
    "FormResponseEntry, hidden, object",
    "FormResponseEntry, metadata, object",
    "SubmitResponseRequest, data, object",
    "SubmitResponseRequest, hidden, object",
    "SubmitResponseRequest, metadata, object"
  })
  void what_is_kept_as_text_is_described_as_the_json_that_it_is(
      String schema, String property, String type) {
    String described =
        read().read("$.components.schemas.%s.properties.%s.type".formatted(schema, property));

    assertThat(described).isEqualTo(type);
  }

  @Test
  void the_page_for_people_is_there() {
    client.get().uri("/docs").exchange().expectStatus().is3xxRedirection();
    client.get().uri("/swagger-ui/index.html").exchange().expectStatus().isOk();
  }

  private DocumentContext read() {
    return JsonPath.parse(
        Objects.requireNonNull(
            client
                .get()
                .uri("/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
  }

  private static Map<String, Object> operationOf(DocumentContext api, Endpoint endpoint) {
    return operation(
        api,
        endpoint.path().replaceAll("\\{([^:}]+):[^}]*}", "{$1}"),
        endpoint.method().name().toLowerCase(Locale.ROOT));
  }

  private static Map<String, Object> operation(DocumentContext api, String path, String method) {
    Map<String, Map<String, Map<String, Object>>> paths = api.read("$.paths");
    return paths.getOrDefault(path, Map.of()).get(method);
  }
}
