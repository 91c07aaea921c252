package io.tributary.leads.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened to a lead.
///
/// @param actor who did it, such as `form:0190…`, `api-key:0190…`, `workflow:0190…`
/// @param detail by kind: `CHANGED` has `changes`, each with `from` and `to`; `CREATED` and
///     `CAPTURED` none
public record Activity(
    UUID workspaceId,
    UUID id,
    UUID leadId,
    Kind kind,
    String actor,
    @Nullable UUID formId,
    @Nullable UUID responseId,
    Map<String, Object> detail,
    Instant occurredAt) {

  public enum Kind {
    CREATED,
    CAPTURED,
    CHANGED,
    DELETED
  }

  /// Without a form.
  public static Activity of(Lead lead, UUID id, Kind kind, String actor, Instant at) {
    return new Activity(lead.workspaceId(), id, lead.id(), kind, actor, null, null, Map.of(), at);
  }
}
