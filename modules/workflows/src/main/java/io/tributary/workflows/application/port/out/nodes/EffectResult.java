package io.tributary.workflows.application.port.out.nodes;

import io.tributary.leads.LeadView;
import io.tributary.workflows.domain.execution.Failure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an effect came out.
public sealed interface EffectResult {
  /// @param lead what the lead became, if it was changed
  /// @param mails how many mails were handed over
  record Succeeded(Map<String, Object> output, @Nullable LeadView lead, int mails)
      implements EffectResult {
    public Succeeded(Map<String, Object> output) {
      this(output, null, 0);
    }
  }

  record Failed(Failure failure) implements EffectResult {}
}
