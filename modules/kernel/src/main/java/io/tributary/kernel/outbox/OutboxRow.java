package io.tributary.kernel.outbox;

import java.util.List;
import java.util.UUID;

/// Events that were announced together, as they wait for one listener.
///
/// @param payload the events as JSON, one a line, in their order
/// @param attempts that failed; more than 0 only for a row of one event
record OutboxRow(UUID workspaceId, UUID id, String eventType, String payload, int attempts) {

  static String payloadOf(List<String> events) {
    return String.join("\n", events);
  }

  List<String> events() {
    return payload.lines().toList();
  }

  /// The same events in two rows: the first keeps the id, the second comes after it.
  List<OutboxRow> halves(UUID tailId) {
    var events = events();
    var middle = events.size() / 2;
    return List.of(
        new OutboxRow(workspaceId, id, eventType, payloadOf(events.subList(0, middle)), attempts),
        new OutboxRow(
            workspaceId,
            tailId,
            eventType,
            payloadOf(events.subList(middle, events.size())),
            attempts));
  }

  static UUID[] workspaces(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::workspaceId).toArray(UUID[]::new);
  }

  static UUID[] ids(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::id).toArray(UUID[]::new);
  }
}
