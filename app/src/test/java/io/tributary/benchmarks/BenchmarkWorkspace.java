package io.tributary.benchmarks;

import io.tributary.packaged.PackagedService;
import io.tributary.packaged.ServiceHttp;

/// A workspace with a published form, and with or without a workflow of three nodes behind it.
record BenchmarkWorkspace(String id, String apiKey, String formKey) {
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

  private static final String WORKFLOW =
      """
      {"name": "Qualify", "definition": {
        "nodes": [
          {"id": "start", "type": "TRIGGER_FORM_RESPONSE", "data": {"config": {"formId": "%s"}}},
          {"id": "rich", "type": "CONTROL_BRANCH", "data": {}},
          {"id": "update", "type": "ACTION_UPDATE_LEAD", "data": {"config": {"changes": {"stage": "qualified"}}}},
          {"id": "end", "type": "CONTROL_END", "data": {}}
        ],
        "edges": [
          {"id": "e1", "source": "start", "target": "rich"},
          {"id": "e2", "source": "rich", "target": "update",
           "data": {"condition": {"field": "response.data.budget", "operator": "gte", "value": 1000}}},
          {"id": "e3", "source": "rich", "target": "end"},
          {"id": "e4", "source": "update", "target": "end"}
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
      var workflow = service.post(base + "/workflows", key, WORKFLOW.formatted(formId));
      service.post(base + "/workflows/" + workflow.path("id").asString() + "/publish", key, "");
    }
    return new BenchmarkWorkspace(id, key, form.path("formKey").asString());
  }
}
