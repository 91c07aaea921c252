package io.tributary.workflows.adapter.out.http;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.adapter.out.http.Bodies.Body;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Tells what a target's answer means.
@Component
final class Answers {
  private static final List<String> KEPT_HEADERS = List.of("content-type", "location", "etag");
  private static final int MAX_HEADER = 2_000;
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final JsonText json;
  private final Clock clock;

  Answers(JsonText json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /// @param expect statuses that are a success besides 200 to 299
  /// @param proof what must not be seen in the output
  EffectResult of(int status, HttpHeaders headers, Body body, Set<Integer> expect, Proof proof) {
    if ((status < 200 || status >= 300) && !expect.contains(status)) {
      return new EffectResult.Failed(failure(status, headers));
    }
    var output = new LinkedHashMap<String, Object>();
    output.put("status", status);
    output.put("headers", kept(headers, proof));
    output.put("body", kept(body, proof));
    if (body.truncated()) {
      output.put("truncated", true);
    }
    return new EffectResult.Succeeded(output);
  }

  Failure failure(int status, HttpHeaders headers) {
    var kind = isTemporary(status) ? FailureKind.HTTP_TEMPORARY : FailureKind.HTTP_REFUSED;
    var redirect = status >= 300 && status < 400;
    return new Failure(
        kind,
        "the target answered " + status + (redirect ? "; redirects are not followed" : ""),
        Map.of("status", status),
        retryAfter(headers));
  }

  private static boolean isTemporary(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  /// Seconds or a date; null if neither.
  private @Nullable Duration retryAfter(HttpHeaders headers) {
    var value = headers.getFirst(HttpHeaders.RETRY_AFTER);
    if (value == null) {
      return null;
    }
    var text = value.strip();
    if (DIGITS.matcher(text).matches()) {
      return SECONDS.matcher(text).matches()
          ? bounded(Duration.ofSeconds(Long.parseLong(text)))
          : LONGEST_WAIT;
    }
    try {
      var date = headers.getFirstZonedDateTime(HttpHeaders.RETRY_AFTER);
      return date == null ? null : bounded(Duration.between(clock.instant(), date.toInstant()));
    } catch (IllegalArgumentException notADate) {
      return null;
    }
  }

  private static Duration bounded(Duration duration) {
    return duration.compareTo(LONGEST_WAIT) < 0 ? duration : LONGEST_WAIT;
  }

  private static Map<String, String> kept(HttpHeaders headers, Proof proof) {
    var kept = new LinkedHashMap<String, String>();
    for (var name : KEPT_HEADERS) {
      var value = headers.getFirst(name);
      if (value != null) {
        var text = proof.mask(value);
        kept.put(name, text.length() <= MAX_HEADER ? text : text.substring(0, MAX_HEADER));
      }
    }
    return kept;
  }

  /// What its JSON says if it is whole, else the text.
  private Object kept(Body body, Proof proof) {
    var text = proof.mask(body.text());
    if (body.truncated() || text.isBlank()) {
      return text;
    }
    try {
      var value = json.read(text, Object.class);
      return value == null ? "" : value;
    } catch (JacksonException notJson) {
      return text;
    }
  }
}
