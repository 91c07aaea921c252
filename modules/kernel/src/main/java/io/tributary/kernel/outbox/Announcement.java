package io.tributary.kernel.outbox;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/// Events that a statement announces for what it stores, where the statement is a transaction by
/// itself.
///
/// The statement takes in `CTE` after a `stored (id)` of its own, which names what it stored, and
/// is bound to the events. An event whose subject is not stored is not announced.
public final class Announcement {
  public static final String CTE =
      """
      announced AS (
        INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, events, payload)
        SELECT queue.workspace_id, queue.id, queue.listener, :announcedType, count(*),
               string_agg(event.payload, E'\\n' ORDER BY event.position)
        FROM unnest(:queueWorkspaces, :queueIds, :queueListeners)
            AS queue (workspace_id, id, listener)
          JOIN unnest(:eventWorkspaces, :eventSubjects, :eventPayloads) WITH ORDINALITY
            AS event (workspace_id, subject, payload, position)
            ON event.workspace_id = queue.workspace_id
        WHERE event.subject IN (SELECT id FROM stored)
        GROUP BY queue.workspace_id, queue.id, queue.listener
      )
      """;

  private final String type;
  private final List<Queue> queues;
  private final List<Payload> payloads;

  Announcement(String type, List<Queue> queues, List<Payload> payloads) {
    this.type = type;
    this.queues = queues;
    this.payloads = payloads;
  }

  /// Where events of a workspace wait for a listener, in a row with this id.
  record Queue(UUID workspaceId, UUID id, String listener) {}

  /// @param subject what the event is about
  /// @param json the event
  record Payload(UUID workspaceId, UUID subject, String json) {}

  /// Binds the parameters of `CTE`.
  public GenericExecuteSpec bind(GenericExecuteSpec statement) {
    return statement
        .bind("announcedType", type)
        .bind("queueWorkspaces", queues.stream().map(Queue::workspaceId).toArray(UUID[]::new))
        .bind("queueIds", queues.stream().map(Queue::id).toArray(UUID[]::new))
        .bind("queueListeners", queues.stream().map(Queue::listener).toArray(String[]::new))
        .bind("eventWorkspaces", payloads.stream().map(Payload::workspaceId).toArray(UUID[]::new))
        .bind("eventSubjects", payloads.stream().map(Payload::subject).toArray(UUID[]::new))
        .bind("eventPayloads", payloads.stream().map(Payload::json).toArray(String[]::new));
  }
}
