package io.tributary.leads.domain;

import io.tributary.kernel.problems.Problem;
import java.util.UUID;

/// What this module refuses beyond what any module does.
public abstract sealed class LeadsProblem extends Problem {
  private LeadsProblem(String message) {
    super(message);
  }

  /// Another lead of the workspace has this e-mail address.
  public static final class EmailTaken extends LeadsProblem {
    private final UUID leadId;

    public EmailTaken(UUID leadId) {
      super("another lead has this e-mail address");
      this.leadId = leadId;
    }

    /// The lead that has it.
    public UUID leadId() {
      return leadId;
    }
  }

  /// The workspace has a field of this key.
  public static final class KeyTaken extends LeadsProblem {
    private final String key;

    public KeyTaken(FieldKey key) {
      super("field key '" + key.value() + "' is already in use");
      this.key = key.value();
    }

    public String key() {
      return key;
    }
  }

  /// The workspace has as many fields as it may have.
  public static final class FieldLimitReached extends LeadsProblem {
    private final int limit;

    public FieldLimitReached(int limit) {
      super("a workspace has at most " + limit + " lead fields");
      this.limit = limit;
    }

    public int limit() {
      return limit;
    }
  }
}
