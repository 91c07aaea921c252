package io.tributary.chaos;

import io.tributary.chaos.Ledger.Token;
import io.tributary.packaged.PackagedService;
import io.tributary.packaged.ServiceHttp;
import io.tributary.packaged.ServiceHttp.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A workspace with a form and the same workflow twice: one for its responses, and one to be
/// started by hand, for one of a few leads.
record Scene(String workspace, String apiKey, String formKey, String byHand, List<String> leads) {
  private static final int LEADS = 8;

  private static final String FORM =
      """
      {"title": "Contact", "fields": [
        {"key": "name", "type": "TEXT", "label": "Name", "required": true},
        {"key": "email", "type": "EMAIL", "label": "E-mail", "required": true},
        {"key": "budget", "type": "NUMBER", "label": "Budget", "min": 0}
      ]}
      """;

  private static final String WORKFLOW =
      """
      {"name": "${name}", "definition": {
        "nodes": [
          {"id": "start", "type": "${trigger}", "data": {"config": ${config}}},
          {"id": "branch", "type": "CONTROL_BRANCH", "data": {}},
          {"id": "qualify", "type": "ACTION_UPDATE_LEAD", "data": {"config": {"changes":
            {"stage": "qualified", "company": "{{${token}}}"}}}},
          {"id": "call", "type": "ACTION_HTTP_REQUEST", "data": {"config": ${call}}},
          {"id": "wait", "type": "CONTROL_DELAY", "data": {"config": {"seconds": 1}}},
          {"id": "report", "type": "ACTION_HTTP_REQUEST", "data": {"config": ${report}}},
          {"id": "end", "type": "CONTROL_END", "data": {}},
          {"id": "note", "type": "ACTION_UPDATE_LEAD", "data": {"config": {"changes":
            {"company": "{{${token}}}"}}}},
          {"id": "refuse", "type": "CONTROL_END", "data": {"config": {"outcome": "failed"}}}
        ],
        "edges": [
          {"id": "e1", "source": "start", "target": "branch"},
          {"id": "e2", "source": "branch", "target": "qualify", "data":
            {"condition": {"field": "${budget}", "operator": "gte", "value": 1000}}},
          {"id": "e3", "source": "branch", "target": "note", "data":
            {"condition": {"field": "${budget}", "operator": "gte", "value": 100}}},
          {"id": "e4", "source": "branch", "target": "refuse"},
          {"id": "e5", "source": "qualify", "target": "call"},
          {"id": "e6", "source": "call", "target": "wait"},
          {"id": "e7", "source": "wait", "target": "report"},
          {"id": "e8", "source": "report", "target": "end"},
          {"id": "e9", "source": "note", "target": "end"}
        ]}}
      """;

  private static final String CALL =
      """
      {"method": "POST", "url": "${url}", "timeoutSeconds": ${timeout},
       "body": {"token": "{{${token}}}", "node": "${node}"},
       "retry": {"attempts": 10, "delaySeconds": 0.2, "maxDelaySeconds": 2}}
      """;

  /// @param target where the workflows call
  static Scene create(ServiceHttp http, String target) {
    var made = http.post("/api/v1/workspaces", PackagedService.SYSTEM_KEY, "{\"name\": \"Chaos\"}");
    var key = made.path("apiKey").asString();
    var base = "/api/v1/workspaces/" + made.path("id").asString();
    var form = http.post(base + "/forms", key, FORM);
    var formId = form.path("id").asString();
    http.post(base + "/forms/" + formId + "/publish", key, "");
    publish(
        http,
        base,
        key,
        workflow("TRIGGER_FORM_RESPONSE", "{\"formId\": \"" + formId + "\"}", "response.data.name")
            .replace("${budget}", "response.data.budget")
            .replace("${url}", target));
    var byHand =
        publish(
            http,
            base,
            key,
            workflow("TRIGGER_MANUAL", "{}", "variables.token")
                .replace("${budget}", "variables.budget")
                .replace("${url}", target));
    var leads =
        IntStream.range(0, LEADS)
            .mapToObj(i -> "{\"email\": \"lead-%d@example.com\", \"name\": \"Lead\"}".formatted(i))
            .map(lead -> http.post(base + "/leads", key, lead).path("id").asString())
            .toList();
    return new Scene(
        made.path("id").asString(), key, form.path("formKey").asString(), byHand, leads);
  }

  private static String workflow(String trigger, String config, String token) {
    return WORKFLOW
        .replace("${call}", CALL.replace("${node}", "call"))
        .replace("${report}", CALL.replace("${node}", "report"))
        .replace("${name}", trigger)
        .replace("${trigger}", trigger)
        .replace("${config}", config)
        .replace("${token}", token)
        .replace("${timeout}", Integer.toString(Target.TIMEOUT_SECONDS));
  }

  private static String publish(ServiceHttp http, String base, String key, String workflow) {
    var id = http.post(base + "/workflows", key, workflow).path("id").asString();
    http.post(base + "/workflows/" + id + "/publish", key, "");
    return id;
  }

  /// Asks for a token to be worked on; the same for every repetition.
  ///
  /// @throws IOException if no answer came
  Answer send(ServiceHttp http, Token token) throws IOException {
    var once = Map.of("Idempotency-Key", token.name());
    var budget = token.way().budget();
    return switch (token.origin()) {
      case FORM ->
          http.post(
              "/f/" + formKey + "/responses",
              "",
              "{\"data\": {\"name\": \"%1$s\", \"email\": \"%1$s@example.com\", \"budget\": %2$d}}"
                  .formatted(token.name(), budget),
              once);
      case HAND ->
          http.post(
              path("/workflows/" + byHand + "/executions"),
              apiKey,
              "{\"leadId\": \"%s\", \"input\": {\"token\": \"%s\", \"budget\": %d}}"
                  .formatted(leadOf(token), token.name(), budget),
              once);
    };
  }

  private String leadOf(Token token) {
    return leads.get(Math.floorMod(token.name().hashCode(), leads.size()));
  }

  /// A path below the workspace.
  String path(String rest) {
    return "/api/v1/workspaces/" + workspace + rest;
  }
}
