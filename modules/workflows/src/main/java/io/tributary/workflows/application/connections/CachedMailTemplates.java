package io.tributary.workflows.application.connections;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.out.connections.MailTemplateStore;
import io.tributary.workflows.application.port.out.connections.MailTemplates;
import io.tributary.workflows.domain.connections.MailTemplate;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class CachedMailTemplates implements MailTemplates {
  private final Remembered<MailTemplate> remembered;

  CachedMailTemplates(
      MailTemplateStore store,
      Transactions transactions,
      ClusterSignals signals,
      MeterRegistry meters) {
    remembered =
        new Remembered<>(
            "workflows.mail-template",
            signals,
            meters,
            (workspace, key) ->
                transactions.asWorker(store.byKey(new WorkspaceId(workspace), key)));
  }

  /// Inside the transaction that changes it.
  Mono<Void> changed(WorkspaceId workspace, String key) {
    return remembered.changed(workspace.value(), key);
  }

  @Override
  public Mono<MailTemplate.Content> find(UUID workspaceId, String key) {
    return remembered.find(workspaceId, key).map(MailTemplate::content);
  }
}
