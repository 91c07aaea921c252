package io.tributary.workflows.application.connections;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.secrets.Seals;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.out.connections.MailServers;
import io.tributary.workflows.application.port.out.connections.Sealed;
import io.tributary.workflows.application.port.out.connections.SmtpSettingsStore;
import io.tributary.workflows.application.port.out.connections.SmtpSettingsStore.Stored;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Seals passwords of mail servers, and opens them for those who send. Only sealed ones are
/// remembered.
@Component
final class SmtpVault implements MailServers {
  private static final String ONLY = "";

  private final Seals seals;
  private final Remembered<Stored> remembered;

  SmtpVault(
      SmtpSettingsStore store,
      Transactions transactions,
      Seals seals,
      ClusterSignals signals,
      MeterRegistry meters) {
    this.seals = seals;
    this.remembered =
        new Remembered<>(
            "workflows.smtp-settings",
            signals,
            meters,
            (workspace, key) -> transactions.asWorker(store.find(new WorkspaceId(workspace))));
  }

  Sealed seal(WorkspaceId workspace, String password) {
    return new Sealed(seals.seal(context(workspace.value()), password));
  }

  /// Inside the transaction that changes them.
  Mono<Void> changed(WorkspaceId workspace) {
    return remembered.changed(workspace.value(), ONLY);
  }

  @Override
  public Mono<MailServer> find(UUID workspaceId) {
    return remembered.find(workspaceId, ONLY).map(stored -> opened(workspaceId, stored));
  }

  private MailServer opened(UUID workspaceId, Stored stored) {
    var sealed = stored.password();
    return new MailServer(
        workspaceId,
        stored.version(),
        stored.settings(),
        sealed == null ? null : seals.open(context(workspaceId), sealed.bytes()));
  }

  private static String context(UUID workspaceId) {
    return "workflows.smtp_settings|" + workspaceId;
  }
}
