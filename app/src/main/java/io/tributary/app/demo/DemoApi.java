package io.tributary.app.demo;

import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/// The service's own HTTP face, called as any client calls it.
final class DemoApi {
  private static final ParameterizedTypeReference<Map<String, Object>> JSON =
      new ParameterizedTypeReference<>() {};

  private final WebClient http;

  DemoApi(String baseUrl) {
    http = WebClient.builder().baseUrl(baseUrl).build();
  }

  record Answer(HttpStatusCode status, Map<String, Object> body, HttpHeaders headers) {
    String text(String member) {
      return String.valueOf(body.get(member));
    }

    /// @throws IllegalStateException with the answer, if it is a refusal
    Answer accepted(String what) {
      if (!status.is2xxSuccessful()) {
        throw new IllegalStateException(what + " was refused: " + status + " " + body);
      }
      return this;
    }
  }

  Mono<Answer> get(String key, String path) {
    return http.get()
        .uri(path)
        .headers(headers -> headers.setBearerAuth(key))
        .exchangeToMono(response -> response.toEntity(JSON).map(DemoApi::answer));
  }

  Mono<Answer> post(String key, String path, Object body) {
    return post(path, body, headers -> headers.setBearerAuth(key));
  }

  /// As a visitor of the form does it.
  Mono<Answer> submit(String formKey, String idempotencyKey, Object body) {
    return post(
        "/f/" + formKey + "/responses",
        body,
        headers -> headers.set("Idempotency-Key", idempotencyKey));
  }

  private Mono<Answer> post(
      String path, Object body, java.util.function.Consumer<HttpHeaders> headers) {
    return http.post()
        .uri(path)
        .headers(headers)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchangeToMono(response -> response.toEntity(JSON).map(DemoApi::answer));
  }

  private static Answer answer(ResponseEntity<Map<String, Object>> response) {
    var body = response.getBody();
    return new Answer(
        response.getStatusCode(), body == null ? Map.of() : body, response.getHeaders());
  }
}
