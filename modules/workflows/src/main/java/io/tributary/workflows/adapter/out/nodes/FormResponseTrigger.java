package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Starts with each accepted response of one form.
@Component
final class FormResponseTrigger implements NodeType {
  private static final String FORM = "formId";
  private static final int UUID_CHARS = 36;
  private static final Pattern UUID_SHAPE =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  @Override
  public String name() {
    return "TRIGGER_FORM_RESPONSE";
  }

  @Override
  public boolean trigger() {
    return true;
  }

  @Override
  public Map<String, Object> configSchema() {
    return Schemas.config(List.of(FORM), Map.of(FORM, Map.of("type", "string", "format", "uuid")));
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    var form = new ConfigCheck(config, at).only(Set.of(FORM)).text(FORM, true, UUID_CHARS);
    at.at(FORM)
        .require(
            form == null || UUID_SHAPE.matcher(form).matches(), "not-an-id", "must be a form's id");
  }

  @Override
  public Step run(Visit visit) {
    return new Step.Done(Map.of());
  }
}
