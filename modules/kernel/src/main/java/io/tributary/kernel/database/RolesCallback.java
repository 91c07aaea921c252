package io.tributary.kernel.database;

import io.tributary.kernel.database.DatabaseAddress.Credentials;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/// Creates the roles of requests and workers before the first migration, and keeps their passwords.
final class RolesCallback implements Callback {
  private final List<Credentials> roles;
  private final AtomicBoolean done = new AtomicBoolean();

  RolesCallback(List<Credentials> roles) {
    this.roles = roles;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    // every module's migrations call, one after another
    if (done.getAndSet(true)) {
      return;
    }
    try (var statement = context.getConnection().createStatement()) {
      for (var role : roles) {
        statement.execute(ensure(role));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "cannot create the roles; see tributary.database.manage-roles", e);
    }
  }

  /// Roles belong to the whole server: nodes that start together take turns.
  private static String ensure(Credentials role) {
    var name = role.user();
    return """
    DO $roles$
    BEGIN
      PERFORM pg_advisory_xact_lock(7236832541);
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
        CREATE ROLE %1$s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
      END IF;
      ALTER ROLE %1$s PASSWORD '%2$s';
    END
    $roles$
    """
        .formatted(name, role.password().replace("'", "''"));
  }

  @Override
  public String getCallbackName() {
    return "roles";
  }
}
