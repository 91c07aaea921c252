package io.tributary.workflows.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.adapter.out.http.Bodies.Body;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class AnswersTests {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private final Answers answers = new Answers(new JsonText(), Clock.fixed(NOW, ZoneOffset.UTC));

  private static HttpHeaders headers(String name, String value) {
    var headers = new HttpHeaders();
    headers.set(name, value);
    return headers;
  }

  private Map<String, Object> output(HttpHeaders headers, String body, boolean truncated) {
    var result = answers.of(200, headers, new Body(body, truncated), Set.of(), Proof.NONE);
    return ((EffectResult.Succeeded) result).output();
  }

  private Failure failure(int status, HttpHeaders headers) {
    var result = answers.of(status, headers, new Body("", false), Set.of(), Proof.NONE);
    return ((EffectResult.Failed) result).failure();
  }

  @ParameterizedTest
  @CsvSource({
    "120, 120",
    "0, 0",
    "' 7 ', 7",
    "'Sat, 21 Nov 2026 10:02:00 GMT', 120",
    "'Saturday, 21-Nov-26 10:02:00 GMT', 120",
    "'Sat, 21 Nov 2026 09:00:00 GMT', 0",
    "99999999999999999999, 31536000"
  })
  void retry_after_is_read_as_seconds_and_as_a_date(String value, long seconds) {
    assertThat(failure(503, headers(HttpHeaders.RETRY_AFTER, value)).retryAfter())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5", "1.5", "'21 Nov'", "''"})
  void what_is_neither_says_nothing(String value) {
    assertThat(failure(503, headers(HttpHeaders.RETRY_AFTER, value)).retryAfter()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "408, HTTP_TEMPORARY",
    "429, HTTP_TEMPORARY",
    "500, HTTP_TEMPORARY",
    "400, HTTP_REFUSED",
    "302, HTTP_REFUSED",
    "401, HTTP_REFUSED"
  })
  void the_status_decides_whether_another_attempt_may_do_better(int status, FailureKind kind) {
    var failure = failure(status, new HttpHeaders());

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.details()).containsEntry("status", status);
  }

  @Test
  void an_expected_status_is_a_success() {
    var result =
        answers.of(
            404, new HttpHeaders(), new Body("{\"gone\":1}", false), Set.of(404), Proof.NONE);

    assertThat(result)
        .isInstanceOfSatisfying(
            EffectResult.Succeeded.class,
            done ->
                assertThat(done.output())
                    .containsEntry("status", 404)
                    .containsEntry("body", Map.of("gone", 1)));
  }

  @Test
  void json_becomes_values_and_what_is_cut_or_no_json_stays_text() {
    var none = new HttpHeaders();

    assertThat(output(none, "{\"a\": [1, \"ü\uD83D\uDE00\"]}", false))
        .containsEntry("body", Map.of("a", List.of(1, "ü\uD83D\uDE00")))
        .doesNotContainKey("truncated");
    assertThat(output(none, "[1, 2", false)).containsEntry("body", "[1, 2");
    assertThat(output(none, "[1, 2]", true))
        .containsEntry("body", "[1, 2]")
        .containsEntry("truncated", true);
    assertThat(output(none, "", false)).containsEntry("body", "");
    assertThat(output(none, "null", false)).containsEntry("body", "");
    assertThat(output(none, "[".repeat(30_000), false)).containsEntry("body", "[".repeat(30_000));
  }

  @Test
  void few_headers_are_kept_and_none_is_endless() {
    var headers = headers(HttpHeaders.ETAG, "\"" + "x".repeat(5_000));
    headers.set(HttpHeaders.CONTENT_TYPE, "text/plain");
    headers.set(HttpHeaders.SET_COOKIE, "session=1");

    assertThat(output(headers, "", false).get("headers"))
        .isInstanceOfSatisfying(
            Map.class,
            kept -> {
              assertThat(kept).containsOnlyKeys("content-type", "etag");
              assertThat(kept.get("etag").toString()).hasSize(2_000);
            });
  }

  @Test
  void what_the_target_repeats_of_our_secrets_is_masked() {
    var proof = new Proof(Map.of(), List.of("s3cret-token", "abc"), null);

    var result =
        answers.of(
            200,
            headers(HttpHeaders.LOCATION, "/x?t=s3cret-token"),
            new Body("{\"auth\":\"Bearer s3cret-token\",\"abc\":1}", false),
            Set.of(),
            proof);

    var output = ((EffectResult.Succeeded) result).output();
    assertThat(output.toString()).doesNotContain("s3cret-token").contains("***").contains("abc");
  }
}
