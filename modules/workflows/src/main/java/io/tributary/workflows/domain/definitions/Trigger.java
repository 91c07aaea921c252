package io.tributary.workflows.domain.definitions;

import io.tributary.workflows.domain.CompiledWorkflow;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What starts a workflow.
///
/// @param type such as `TRIGGER_FORM_RESPONSE`
/// @param formId its config's `formId`: only that form's responses; null for all
/// @param debounce how long a start waits for another one for the same lead; null for not at all
public record Trigger(String type, @Nullable UUID formId, @Nullable Duration debounce) {
  public static Trigger of(CompiledWorkflow workflow) {
    var node = workflow.node(workflow.triggerNode());
    return new Trigger(
        node.type(),
        DefinitionRules.uuidOf(node.config().get("formId")),
        workflow.settings().debounce());
  }
}
