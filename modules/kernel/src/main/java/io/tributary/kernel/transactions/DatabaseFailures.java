package io.tributary.kernel.transactions;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientException;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;

/// Tells a database that could not do it now from a statement that it will never accept.
public final class DatabaseFailures {
  private static final int MAX_DEPTH = 12;

  private DatabaseFailures() {}

  /// Whether the same work may succeed later, unchanged: no connection, a connection that broke, a
  /// server that starts or stops, a deadlock, a serialization failure, a time limit.
  public static boolean isTransient(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++, at = at.getCause()) {
      if (at instanceof Overloaded
          || at instanceof CannotCreateTransactionException
          || at instanceof R2dbcTransientException
          || at instanceof R2dbcNonTransientResourceException
          || at instanceof R2dbcTimeoutException
          || at instanceof R2dbcRollbackException
          || at instanceof IOException) {
        return true;
      }
      if (at instanceof R2dbcException database && isTransient(database.getSqlState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTransient(@Nullable String sqlState) {
    if (sqlState == null) {
      return false;
    }
    // connection, rollback, resources, operator, system; 55P03 lock not available, 25P03 idle in
    // transaction too long
    return sqlState.startsWith("08")
        || sqlState.startsWith("40")
        || sqlState.startsWith("53")
        || sqlState.startsWith("57")
        || sqlState.startsWith("58")
        || sqlState.equals("55P03")
        || sqlState.equals("25P03");
  }
}
