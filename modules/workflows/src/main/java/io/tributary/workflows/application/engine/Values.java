package io.tributary.workflows.application.engine;

import io.tributary.leads.LeadView;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Token;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What conditions and templates can read.
final class Values {
  private Values() {}

  static Map<String, Object> of(StoredExecution execution, @Nullable LeadView lead) {
    var state = execution.state();
    var values = new HashMap<String, Object>();
    values.put("lead", lead == null ? Map.of() : ofLead(lead));
    var response = state.response();
    values.put("response", response == null ? Map.of() : response);
    values.put("variables", state.variables());
    values.put("steps", state.stepOutputs());
    var self = new HashMap<String, Object>();
    self.put("id", execution.id().toString());
    self.put("workflowId", execution.workflowId().toString());
    self.put("depth", execution.depth());
    putOrRemove(self, "correlationId", execution.correlationId());
    values.put("execution", self);
    return values;
  }

  /// `item`, `index` and `count` of the innermost loop around the token; `outer` is the next one.
  static Map<String, Object> ofLoop(Marking marking, Token token) {
    var values = new HashMap<String, Object>();
    var index = token.item();
    var loop = token.loop() == null ? null : marking.token(token.loop()).orElse(null);
    if (loop == null || index == null) {
      return values;
    }
    var items = LoopMemory.of(loop).items();
    values.put("index", index);
    values.put("count", items.size());
    if (index < items.size() && items.get(index) != null) {
      values.put("item", items.get(index));
    }
    if (loop.loop() != null) {
      values.put("outer", ofLoop(marking, loop));
    }
    return values;
  }

  /// Custom fields stand under `fields`, and beside the others where no name clashes.
  static Map<String, Object> ofLead(LeadView lead) {
    var values = new LinkedHashMap<String, Object>(lead.fields());
    values.put("id", lead.leadId().toString());
    putOrRemove(values, "email", lead.email());
    putOrRemove(values, "name", lead.name());
    putOrRemove(values, "company", lead.company());
    putOrRemove(values, "phone", lead.phone());
    values.put("stage", lead.stage());
    putOrRemove(values, "ownerId", lead.ownerId() == null ? null : lead.ownerId().toString());
    values.put("createdAt", lead.createdAt().toString());
    values.put("fields", lead.fields());
    return values;
  }

  private static void putOrRemove(Map<String, Object> values, String key, @Nullable String value) {
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }
}
