package io.tributary.workflows.application.connections;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.in.connections.ManageCredentials.Draft;
import io.tributary.workflows.application.port.out.connections.OutboundPolicy;
import io.tributary.workflows.domain.connections.BoundHost;
import io.tributary.workflows.domain.connections.Credential;
import io.tributary.workflows.domain.connections.CredentialKind;
import io.tributary.workflows.domain.connections.CredentialValues;
import io.tributary.workflows.domain.connections.Label;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Checks what credentials are made of.
@Component
final class CredentialDrafts {
  private static final String TOKEN_URL = "tokenUrl";

  private final OutboundPolicy policy;

  CredentialDrafts(OutboundPolicy policy) {
    this.policy = policy;
  }

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault
  Checked checkedNew(Draft draft) {
    var faults = new Faults();
    var label = Label.checked(draft.key(), draft.name(), faults);
    return checked(label, null, draft, faults);
  }

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault
  Checked checkedChange(Credential before, Draft draft) {
    var faults = new Faults();
    return checked(before.label().named(draft.name(), faults), before, draft, faults);
  }

  private Checked checked(Label label, @Nullable Credential before, Draft draft, Faults faults) {
    var host = BoundHost.checked(draft.host(), faults.at("host"));
    if (faults.all().stream().noneMatch(fault -> fault.pointer().equals("/host"))) {
      policy
          .refusal("https://" + host.name())
          .ifPresent(why -> faults.at("host").add("refused-address", why));
    }
    Map<String, @Nullable String> given = draft.values() == null ? Map.of() : draft.values();
    var tokenUrl = given.get(TOKEN_URL);
    if (tokenUrl != null) {
      policy
          .refusal(tokenUrl)
          .ifPresent(why -> faults.at("values").at(TOKEN_URL).add("refused-address", why));
    }
    var name = draft.kind();
    var kind = name == null ? null : CredentialKind.of(name).orElse(null);
    if (kind == null) {
      faults
          .at("kind")
          .add(
              name == null ? "required" : "not-an-option",
              "must be one of " + Arrays.toString(CredentialKind.values()));
      faults.throwIfAny();
      throw new IllegalStateException("a fault was added");
    }
    var anew =
        before == null || before.leadsElsewhere(kind, host, tokenUrl == null ? "" : tokenUrl);
    var values = CredentialValues.checked(kind, given, anew, faults.at("values"));
    faults.throwIfAny();
    return new Checked(label, kind, host, values);
  }

  /// @param values without the secret ones where the stored ones stay
  record Checked(Label label, CredentialKind kind, BoundHost host, CredentialValues values) {}
}
