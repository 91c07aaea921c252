package io.tributary.workflows.application.port.in.connections;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.domain.connections.SmtpSettings;
import io.tributary.workflows.domain.execution.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A workspace's own mail server. Without one its mails go by the system's.
public interface ManageSmtpSettings {
  /// Signals `NotFound`.
  Mono<Shown> find(WorkspaceId workspace);

  /// Creates or replaces. A password that is left out stays as it is, unless host, port, security
  /// or user name change: whoever may change those must not get at the password that way.
  ///
  /// Signals `InvalidInput`, `StaleVersion`, and `VersionMissing` to replace.
  Mono<Shown> put(WorkspaceId workspace, Draft draft, ExpectedVersion expected);

  /// Signals `NotFound` and `StaleVersion`.
  Mono<Void> delete(WorkspaceId workspace, ExpectedVersion expected);

  /// Sends one mail by it.
  ///
  /// Signals `NotFound` without settings, and `InvalidInput` unless `to` is one address.
  ///
  /// @return how it came out, never empty
  Mono<Outcome> test(WorkspaceId workspace, @Nullable String to);

  /// @param failure null if the server took the mail
  record Outcome(@Nullable Failure failure) {}

  /// @param passwordSet whether there is a password
  record Shown(SmtpSettings settings, boolean passwordSet, Instant updatedAt, int version) {}

  /// Its text shows no password.
  ///
  /// @param security the name of an `SmtpSecurity`
  record Draft(
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String security,
      @Nullable String username,
      @Nullable String password,
      @Nullable String sender) {
    @Override
    public String toString() {
      return "Draft[" + host + ":" + port + "]";
    }
  }
}
