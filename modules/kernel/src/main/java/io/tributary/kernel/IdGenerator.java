package io.tributary.kernel;

import java.util.UUID;

/// Makes ids of version 7 (RFC 9562): the first 48 bits are milliseconds since the epoch, so ids
/// sort by the time they were made, a table can be partitioned by month on them, and they serve as
/// keyset cursors.
@FunctionalInterface
public interface IdGenerator {
  UUID next();
}
