package io.tributary.workflows.adapter.out.http;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Tells what a target's answer means.
@Component
final class Answers {
  private static final int MAX_KEPT = 1_024;

  private final JsonText json;

  Answers(JsonText json) {
    this.json = json;
  }

  EffectResult of(int status, String body) {
    if (status >= 200 && status < 300) {
      var output = new LinkedHashMap<String, Object>();
      output.put("status", status);
      output.put("body", kept(body));
      return new EffectResult.Succeeded(output);
    }
    var kind = isTemporary(status) ? FailureKind.HTTP_TEMPORARY : FailureKind.HTTP_REFUSED;
    var redirect = status >= 300 && status < 400;
    return new EffectResult.Failed(
        new Failure(
            kind,
            "the target answered " + status + (redirect ? "; redirects are not followed" : ""),
            Map.of("status", status)));
  }

  private static boolean isTemporary(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  /// What its JSON says if that is short, else the beginning of the text.
  private Object kept(String body) {
    var clean = body.replace("\0", "");
    if (clean.length() <= MAX_KEPT && !clean.isBlank()) {
      try {
        var value = json.read(clean, Object.class);
        return value == null ? "" : value;
      } catch (JacksonException notJson) {
        return clean;
      }
    }
    return clean.length() <= MAX_KEPT ? clean : clean.substring(0, MAX_KEPT);
  }
}
