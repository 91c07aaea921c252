package io.tributary.kernel.database;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.stereotype.Component;

/// What the first migration drew at random and all nodes share. Read once, at the end of the
/// migrations.
@Component
public final class SystemSecrets implements Callback {
  private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();

  /// @throws IllegalStateException before the migrations ran, or for an unknown name
  public byte[] get(String name) {
    var secret = secrets.get(name);
    if (secret == null) {
      throw new IllegalStateException("no secret '" + name + "'; have the migrations run?");
    }
    return secret.clone();
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (var statement = context.getConnection().createStatement()) {
      try (var there = statement.executeQuery("SELECT to_regclass('kernel.secret') IS NOT NULL")) {
        if (!there.next() || !there.getBoolean(1)) {
          return;
        }
      }
      try (var rows = statement.executeQuery("SELECT name, value FROM kernel.secret")) {
        while (rows.next()) {
          secrets.put(rows.getString(1), rows.getBytes(2));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read kernel.secret", e);
    }
  }

  @Override
  public String getCallbackName() {
    return "secrets";
  }
}
