package io.tributary.benchmarks.rig;

import io.tributary.packaged.PackagedService;
import io.tributary.packaged.ServiceHttp;

/// A workspace with a published form, with or without a workflow behind it, and with a workflow
/// that is started by hand and does nothing.
///
/// @param noopId the workflow that does nothing
record BenchmarkWorkspace(String id, String apiKey, String formKey, String noopId) {
  private static final String FORM =
      """
      {"title": "Contact", "fields": [
        {"key": "name", "type": "TEXT", "label": "Name", "required": true, "maxLength": 100},
        {"key": "email", "type": "EMAIL", "label": "E-mail", "required": true},
        {"key": "company", "type": "TEXT", "label": "Company"},
        {"key": "budget", "type": "NUMBER", "label": "Budget", "min": 0},
        {"key": "message", "type": "LONG_TEXT", "label": "Message", "maxLength": 2000}
      ]}
      """;

  private static final String QUALIFY =
      """
      {"name": "Qualify", "definition": {
        "nodes": [
          {"id": "start", "type": "TRIGGER_FORM_RESPONSE", "data": {"config": {"formId": "%s"}}},
          {"id": "rich", "type": "CONTROL_BRANCH", "data": {}},
          {"id": "update", "type": "ACTION_UPDATE_LEAD", "data": {"config": {"changes": {"stage": "qualified"}}}},
          {"id": "set", "type": "ACTION_SET_VARIABLES",
           "data": {"config": {"variables": {"greeting": "Hello {{lead.name}}"}}}},
          {"id": "end", "type": "CONTROL_END", "data": {}}
        ],
        "edges": [
          {"id": "e1", "source": "start", "target": "rich"},
          {"id": "e2", "source": "rich", "target": "update",
           "data": {"condition": {"field": "response.data.budget", "operator": "gte", "value": 1000}}},
          {"id": "e3", "source": "rich", "target": "end"},
          {"id": "e4", "source": "update", "target": "set"},
          {"id": "e5", "source": "set", "target": "end"}
        ]}}
      """;

  private static final String NOOP =
      """
      {"name": "Noop", "definition": {
        "nodes": [
          {"id": "start", "type": "TRIGGER_MANUAL", "data": {}},
          {"id": "set", "type": "ACTION_SET_VARIABLES", "data": {"config": {"variables": {"x": "1"}}}},
          {"id": "branch", "type": "CONTROL_BRANCH", "data": {}},
          {"id": "end", "type": "CONTROL_END", "data": {}}
        ],
        "edges": [
          {"id": "e1", "source": "start", "target": "set"},
          {"id": "e2", "source": "set", "target": "branch"},
          {"id": "e3", "source": "branch", "target": "end"}
        ]}}
      """;

  static BenchmarkWorkspace create(ServiceHttp service, boolean withWorkflow) {
    var created =
        service.post("/api/v1/workspaces", PackagedService.SYSTEM_KEY, "{\"name\": \"Benchmark\"}");
    var id = created.path("id").asString();
    var key = created.path("apiKey").asString();
    var base = "/api/v1/workspaces/" + id;
    var form = service.post(base + "/forms", key, FORM);
    var formId = form.path("id").asString();
    service.post(base + "/forms/" + formId + "/publish", key, "");
    if (withWorkflow) {
      publish(service, base, key, QUALIFY.formatted(formId));
    }
    var noop = publish(service, base, key, NOOP);
    return new BenchmarkWorkspace(id, key, form.path("formKey").asString(), noop);
  }

  static String publish(ServiceHttp service, String base, String key, String workflow) {
    var id = service.post(base + "/workflows", key, workflow).path("id").asString();
    service.post(base + "/workflows/" + id + "/publish", key, "");
    return id;
  }
}
