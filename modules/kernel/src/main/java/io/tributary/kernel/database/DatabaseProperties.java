package io.tributary.kernel.database;

import io.tributary.kernel.database.DatabaseAddress.Credentials;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the database is reached.
///
/// @param url `postgresql://user:password@host:port/database`, the owner of the schema, who runs
///     migrations; a `jdbc:` or `r2dbc:` in front is taken off
/// @param appPassword of the role `tributary_app`; derived from the owner's password if absent
/// @param workerPassword of the role `tributary_worker`; likewise
/// @param manageRoles whether the two roles are created and their passwords set at start; switch
///     off where an administrator does that
/// @param poolSize connections for requests
/// @param workerPoolSize connections for workers and listeners
/// @param writerPoolSize connections for the group commits of submissions
/// @param maxWaiting requests that may wait for a connection; more are refused
/// @param acquireTimeout how long a request waits for a connection
/// @param statementTimeout the server's limit on one statement
/// @param sessionTimeZone of every connection
@ConfigurationProperties("tributary.database")
public record DatabaseProperties(
    String url,
    @Nullable String appPassword,
    @Nullable String workerPassword,
    @DefaultValue("true") boolean manageRoles,
    @DefaultValue("10") int poolSize,
    @DefaultValue("12") int workerPoolSize,
    @DefaultValue("3") int writerPoolSize,
    @DefaultValue("512") int maxWaiting,
    @DefaultValue("2s") Duration acquireTimeout,
    @DefaultValue("15s") Duration statementTimeout,
    @DefaultValue("UTC") String sessionTimeZone) {

  static final String APP_ROLE = "tributary_app";
  static final String WORKER_ROLE = "tributary_worker";

  DatabaseAddress address() {
    return DatabaseAddress.parse(url);
  }

  Credentials app() {
    return credentials(APP_ROLE, appPassword);
  }

  Credentials worker() {
    return credentials(WORKER_ROLE, workerPassword);
  }

  private Credentials credentials(String role, @Nullable String password) {
    return password == null ? address().owner().derived(role) : new Credentials(role, password);
  }
}
