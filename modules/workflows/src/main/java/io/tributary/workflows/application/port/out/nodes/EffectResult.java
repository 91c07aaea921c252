package io.tributary.workflows.application.port.out.nodes;

import io.tributary.leads.LeadView;
import io.tributary.workflows.domain.execution.Failure;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an effect came out.
public sealed interface EffectResult {
  /// @param handle the way out; null for the usual one
  /// @param variables to set, by name
  /// @param lead what the lead became, if it was changed
  /// @param mails how many mails were handed over
  record Succeeded(
      Map<String, Object> output,
      @Nullable String handle,
      Map<String, Object> variables,
      @Nullable LeadView lead,
      int mails)
      implements EffectResult {
    public Succeeded(Map<String, Object> output) {
      this(output, null, Map.of(), null, 0);
    }

    public Succeeded(Map<String, Object> output, @Nullable LeadView lead, int mails) {
      this(output, null, Map.of(), lead, mails);
    }
  }

  record Failed(Failure failure) implements EffectResult {}

  /// The change is made, and the node waits, as by `Step.Wait`. Only of changes of the database.
  ///
  /// @param delay null to wait for a signal alone; zero to come back at once, after the commit
  record Waiting(@Nullable Duration delay, Map<String, Object> memory) implements EffectResult {}
}
