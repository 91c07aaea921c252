package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import io.tributary.workflows.application.port.out.nodes.HttpCalls;
import io.tributary.workflows.application.port.out.nodes.HttpCalls.Call;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Calls a target outside: at least once, under a stable `webhook-id`.
@Component
final class HttpRequest implements NodeType {
  private static final String METHOD = "method";
  private static final String URL = "url";
  private static final String HEADERS = "headers";
  private static final String BODY = "body";
  private static final String TIMEOUT = "timeoutSeconds";
  private static final String POST = "POST";
  private static final List<String> METHODS = List.of("GET", POST, "PUT", "PATCH", "DELETE");
  private static final int MAX_URL = 2_000;
  private static final int MAX_HEADERS = 30;
  private static final int MAX_HEADER = 2_000;
  private static final int DEFAULT_SECONDS = 15;
  private static final int MAX_SECONDS = 60;
  private static final double MILLIS = 1_000;
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  // ours, or the connection's
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature");

  private final HttpCalls http;
  private final Templates templates;
  private final JsonText json;

  HttpRequest(HttpCalls http, Templates templates, JsonText json) {
    this.http = http;
    this.templates = templates;
    this.json = json;
  }

  @Override
  public String name() {
    return "ACTION_HTTP_REQUEST";
  }

  @Override
  public Set<String> handles() {
    return Set.of("error");
  }

  @Override
  public Map<String, Object> configSchema() {
    return Schemas.config(
        List.of(URL),
        Map.of(
            METHOD,
            Schemas.oneOf(METHODS),
            URL,
            Schemas.template(MAX_URL),
            HEADERS,
            Map.of(
                "type",
                "object",
                "maxProperties",
                MAX_HEADERS,
                "additionalProperties",
                Schemas.template(MAX_HEADER)),
            BODY,
            Schemas.described(Map.of(), "JSON; its texts are templates."),
            TIMEOUT,
            Schemas.number(1, MAX_SECONDS),
            Retries.KEY,
            Schemas.RETRY));
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    var check =
        new ConfigCheck(config, at).only(Set.of(METHOD, URL, HEADERS, BODY, TIMEOUT, Retries.KEY));
    check.oneOf(METHOD, METHODS);
    check.template(templates.renderer(), URL, true, MAX_URL);
    checkTarget(config, at.at(URL));
    checkHeaders(config, at.at(HEADERS));
    templates.checkTree(config.get(BODY), at.at(BODY));
    at.at(BODY)
        .require(
            config.get(BODY) == null || !"GET".equals(config.get(METHOD)),
            "not-allowed",
            "a GET has no body");
    check.number(TIMEOUT, 1, MAX_SECONDS, false);
    Retries.check(config, at);
  }

  private void checkTarget(Map<String, Object> config, Faults at) {
    if (config.get(URL) instanceof String url && !url.contains("{{")) {
      http.refusal(url).ifPresent(why -> at.add("refused-address", why));
    }
  }

  private void checkHeaders(Map<String, Object> config, Faults at) {
    var headers = config.get(HEADERS);
    if (headers == null) {
      return;
    }
    if (!(headers instanceof Map<?, ?> map)) {
      at.add("wrong-type", "must be an object");
      return;
    }
    at.require(map.size() <= MAX_HEADERS, "too-many", "at most " + MAX_HEADERS + " headers");
    map.forEach(
        (key, value) -> {
          var name = String.valueOf(key);
          var here = at.at(name);
          here.require(HEADER_NAME.matcher(name).matches(), "not-a-name", "is no header's name");
          here.require(
              !RESERVED.contains(name.toLowerCase(Locale.ROOT)), "reserved", "cannot be set");
          if (here.require(
              value instanceof String text && text.length() <= MAX_HEADER,
              "wrong-type",
              "must be a text of at most " + MAX_HEADER + " characters")) {
            templates.renderer().check(String.valueOf(value), here);
          }
        });
  }

  @Override
  public Step run(Visit visit) {
    var config = visit.config();
    var values = visit.values();
    var headers = new LinkedHashMap<String, String>();
    if (config.get(HEADERS) instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) ->
              headers.put(
                  String.valueOf(key),
                  templates.render(String.valueOf(value), values, Escape.HEADER)));
    }
    var body = templates.renderTree(config.get(BODY), values);
    var seconds =
        config.get(TIMEOUT) instanceof Number number ? number.doubleValue() : DEFAULT_SECONDS;
    var call =
        new Call(
            visit.workspaceId(),
            visit.key(),
            String.valueOf(config.getOrDefault(METHOD, POST)),
            templates.render(String.valueOf(config.get(URL)), values, Escape.URL),
            headers,
            body == null ? null : json.write(body),
            Duration.ofMillis(Math.round(seconds * MILLIS)));
    return new Step.Reach(http.call(call), Retries.of(config));
  }
}
