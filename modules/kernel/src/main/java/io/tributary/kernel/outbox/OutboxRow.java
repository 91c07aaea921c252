package io.tributary.kernel.outbox;

import java.util.List;
import java.util.UUID;

/// An event as it waits for one listener.
record OutboxRow(UUID workspaceId, UUID id, String payload, int attempts) {

  static UUID[] workspaces(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::workspaceId).toArray(UUID[]::new);
  }

  static UUID[] ids(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::id).toArray(UUID[]::new);
  }
}
