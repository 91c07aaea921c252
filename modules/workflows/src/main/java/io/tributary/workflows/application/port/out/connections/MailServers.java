package io.tributary.workflows.application.port.out.connections;

import io.tributary.workflows.domain.connections.SmtpSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Hands the settings of workspaces' mail servers to those who send mails.
public interface MailServers {
  /// Outside any transaction. Empty if the workspace has none of its own.
  Mono<MailServer> find(UUID workspaceId);

  /// Its text shows no password.
  ///
  /// @param version of the settings
  record MailServer(
      UUID workspaceId, int version, SmtpSettings settings, @Nullable String password) {
    @Override
    public String toString() {
      return "MailServer[" + workspaceId + ", version=" + version + "]";
    }
  }
}
