package io.tributary.workflows.domain.definitions;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// A workflow with its draft.
///
/// @param draft what the editor shows: may break the rules of a published version
public record Workflow(
    UUID id,
    String name,
    String description,
    Lifecycle lifecycle,
    Map<String, Object> draft,
    Instant createdAt,
    Instant updatedAt) {
  public Workflow edited(WorkflowText text, Map<String, Object> newDraft, Instant now) {
    return new Workflow(
        id, text.name(), text.description(), lifecycle.edit(), newDraft, createdAt, now);
  }

  public Workflow restored(Map<String, Object> version, Instant now) {
    return new Workflow(id, name, description, lifecycle.edit(), version, createdAt, now);
  }

  public Workflow moved(Lifecycle next, Instant now) {
    return new Workflow(id, name, description, next, draft, createdAt, now);
  }
}
