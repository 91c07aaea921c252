package io.tributary.kernel.database;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// How Flyway, which knows JDBC only, reaches the database as its owner. It is both kinds of
/// details since Flyway's auto-configuration waits for the one and reads the other; no data source
/// is made of it.
record MigrationConnection(DatabaseAddress address)
    implements FlywayConnectionDetails, JdbcConnectionDetails {
  @Override
  public String getJdbcUrl() {
    return address.jdbcUrl();
  }

  @Override
  public String getUsername() {
    return address.owner().user();
  }

  @Override
  public String getPassword() {
    return address.owner().password();
  }

  @Override
  public String getDriverClassName() {
    return JdbcConnectionDetails.super.getDriverClassName();
  }
}
