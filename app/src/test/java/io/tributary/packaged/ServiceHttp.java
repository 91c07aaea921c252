package io.tributary.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests to one instance over loopback, kept alive between them.
public final class ServiceHttp {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final int port;

  ServiceHttp(int port) {
    this.port = port;
  }

  /// @param text the body as it came
  public record Answer(int status, String text) {
    public boolean succeeded() {
      return status >= 200 && status < 300;
    }

    /// The body as JSON, which it must be.
    public JsonNode body() {
      return JSON.readTree(text);
    }
  }

  /// @param key the bearer's; none if empty
  /// @param headers more of them, by name
  /// @throws IOException if no answer came
  public Answer post(String path, String key, String body, Map<String, String> headers)
      throws IOException {
    var request = builder(path, key).header("Content-Type", "application/json");
    headers.forEach(request::header);
    return answer(request.POST(BodyPublishers.ofString(body)).build());
  }

  /// What a successful POST answers.
  ///
  /// @throws IllegalStateException with the answer, if it was another
  public JsonNode post(String path, String key, String body) {
    try {
      var answer = post(path, key, body, Map.of());
      if (!answer.succeeded()) {
        throw new IllegalStateException("POST " + path + ": " + answer);
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer get(String path, String key) throws IOException {
    return answer(builder(path, key).GET().build());
  }

  public String text(String path, String key) throws IOException {
    return send(builder(path, key).GET().build()).body();
  }

  private Answer answer(HttpRequest request) throws IOException {
    var response = send(request);
    return new Answer(response.statusCode(), response.body());
  }

  private java.net.http.HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder builder(String path, String key) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LIMIT);
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }
}
