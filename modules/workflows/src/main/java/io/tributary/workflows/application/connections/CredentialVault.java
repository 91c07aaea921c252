package io.tributary.workflows.application.connections;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.secrets.Seals;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.out.connections.CredentialStore;
import io.tributary.workflows.application.port.out.connections.CredentialStore.Stored;
import io.tributary.workflows.application.port.out.connections.Credentials;
import io.tributary.workflows.application.port.out.connections.Sealed;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/// Seals secrets, and opens them for those who call targets. Only sealed ones are remembered.
@Component
final class CredentialVault implements Credentials {
  private static final TypeReference<Map<String, Object>> SECRET = new TypeReference<>() {};

  private final Seals seals;
  private final JsonText json;
  private final Remembered<Stored> remembered;

  CredentialVault(
      CredentialStore store,
      Transactions transactions,
      Seals seals,
      JsonText json,
      ClusterSignals signals,
      MeterRegistry meters) {
    this.seals = seals;
    this.json = json;
    this.remembered =
        new Remembered<>(
            "workflows.credential",
            signals,
            meters,
            (workspace, key) ->
                transactions.asWorker(store.byKey(new WorkspaceId(workspace), key)));
  }

  Sealed seal(WorkspaceId workspace, UUID id, Map<String, String> secret) {
    return new Sealed(seals.seal(context(workspace.value(), id), json.write(secret)));
  }

  /// Inside the transaction that changes it.
  Mono<Void> changed(WorkspaceId workspace, String key) {
    return remembered.changed(workspace.value(), key);
  }

  @Override
  public Mono<Usable> find(UUID workspaceId, String key) {
    return remembered.find(workspaceId, key).map(stored -> opened(workspaceId, stored));
  }

  private Usable opened(UUID workspaceId, Stored stored) {
    var credential = stored.credential();
    var text = seals.open(context(workspaceId, credential.id()), stored.secret().bytes());
    var values = new HashMap<>(credential.open());
    json.read(text, SECRET).forEach((name, value) -> values.put(name, String.valueOf(value)));
    return new Usable(
        workspaceId,
        credential.id(),
        credential.version(),
        credential.kind(),
        credential.host(),
        Map.copyOf(values));
  }

  private static String context(UUID workspaceId, UUID id) {
    return "workflows.credential|" + workspaceId + "|" + id;
  }
}
