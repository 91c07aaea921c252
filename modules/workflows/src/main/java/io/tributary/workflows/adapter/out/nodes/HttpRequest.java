package io.tributary.workflows.adapter.out.nodes;

import static io.tributary.workflows.adapter.out.nodes.Shape.optional;
import static io.tributary.workflows.adapter.out.nodes.Shape.required;

import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.HttpCalls;
import io.tributary.workflows.application.port.out.nodes.HttpCalls.Call;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.connections.HeaderNames;
import io.tributary.workflows.domain.connections.Label;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Calls a target outside: at least once, under a stable `webhook-id`.
@Component
final class HttpRequest implements ShapedNode {
  private static final String METHOD = "method";
  private static final String URL = "url";
  private static final String HEADERS = "headers";
  private static final String BODY = "body";
  private static final String AUTH = "auth";
  private static final String CREDENTIAL = "credential";
  private static final String EXPECT = "expect";
  private static final String MAP = "map";
  private static final String TIMEOUT = "timeoutSeconds";
  private static final String POST = "POST";
  private static final List<String> METHODS = List.of("GET", POST, "PUT", "PATCH", "DELETE");
  private static final int MAX_URL = 2_000;
  private static final int MAX_HEADERS = 30;
  private static final int MAX_HEADER = 2_000;
  private static final int MAX_MAPPED = 50;
  private static final int MAX_EXPECTED = 50;
  private static final int MIN_EXPECTED = 300;
  private static final int MAX_STATUS = 599;
  private static final int DEFAULT_SECONDS = 15;
  private static final int MAX_SECONDS = 120;
  private static final double MILLIS = 1_000;
  private static final Kinds.Names HEADER =
      new Kinds.Names(HeaderNames.SHAPE, "not-a-name", "is no header's name");
  private static final Kinds.Names VARIABLE =
      new Kinds.Names(
          Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}"),
          "not-a-name",
          "must be 1 to 63 letters, digits and _, and begin with no digit");

  private final HttpCalls http;
  private final Templates templates;
  private final JsonText json;
  private final Shape shape;

  HttpRequest(HttpCalls http, Templates templates, JsonText json) {
    this.http = http;
    this.templates = templates;
    this.json = json;
    this.shape =
        Shape.of(
            optional(METHOD, Kinds.option(METHODS)),
            required(URL, Kinds.template(templates, MAX_URL).and(this::checkTarget)),
            optional(
                HEADERS,
                Kinds.map(HEADER, Kinds.template(templates, MAX_HEADER), 0, MAX_HEADERS)
                    .and(HttpRequest::checkReserved)),
            optional(BODY, Kinds.json(templates).described("JSON; its texts are templates.")),
            optional(AUTH, Shape.of(required(CREDENTIAL, credentialKey()))),
            optional(
                EXPECT,
                Kinds.list(Kinds.whole(MIN_EXPECTED, MAX_STATUS), MAX_EXPECTED)
                    .described("Statuses that count as a success besides 200 to 299.")),
            optional(
                MAP,
                Kinds.map(
                        VARIABLE,
                        Kinds.text(
                            Paths.MAX_CHARS,
                            Paths.SHAPE,
                            "not-a-path",
                            "must be names with dots between, such as body.customer.id"),
                        0,
                        MAX_MAPPED)
                    .described(
                        "Variables to set from the output, such as"
                            + " {\"customer\": \"body.customer.id\"}; what is missing is not"
                            + " set.")),
            optional(TIMEOUT, Kinds.number(1, MAX_SECONDS)),
            optional(Retries.KEY, Retries.KIND));
  }

  private static Kind credentialKey() {
    return Kinds.text(Label.MAX_KEY, Label.KEY, "not-a-key", "must be a credential's key");
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
  public Shape shape() {
    return shape;
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    ShapedNode.super.check(config, at);
    at.at(BODY)
        .require(
            config.get(BODY) == null || !"GET".equals(config.get(METHOD)),
            "not-allowed",
            "a GET has no body");
  }

  private void checkTarget(@Nullable Object value, Faults at) {
    var url = String.valueOf(value);
    if (!url.contains("{{")) {
      http.refusal(url).ifPresent(why -> at.add("refused-address", why));
    }
  }

  private static void checkReserved(@Nullable Object headers, Faults at) {
    if (headers instanceof Map<?, ?> map) {
      map.keySet().stream()
          .map(String::valueOf)
          .filter(HeaderNames::isReserved)
          .forEach(name -> at.at(name).add("reserved", "cannot be set"));
    }
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
            config.get(AUTH) instanceof Map<?, ?> auth
                ? String.valueOf(auth.get(CREDENTIAL))
                : null,
            expected(config),
            Duration.ofMillis(Math.round(seconds * MILLIS)));
    return new Step.Reach(
        http.call(call).map(result -> mapped(result, config)), Retries.of(config));
  }

  private static Set<Integer> expected(Map<String, Object> config) {
    return config.get(EXPECT) instanceof List<?> statuses
        ? statuses.stream()
            .map(status -> ((Number) status).intValue())
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static EffectResult mapped(EffectResult result, Map<String, Object> config) {
    if (!(result instanceof EffectResult.Succeeded done)
        || !(config.get(MAP) instanceof Map<?, ?> map)) {
      return result;
    }
    var variables = new LinkedHashMap<String, Object>();
    map.forEach(
        (name, path) -> {
          var found = Paths.find(String.valueOf(path), done.output());
          if (found != null) {
            variables.put(String.valueOf(name), found);
          }
        });
    return new EffectResult.Succeeded(
        done.output(), done.handle(), variables, done.lead(), done.mails());
  }
}
