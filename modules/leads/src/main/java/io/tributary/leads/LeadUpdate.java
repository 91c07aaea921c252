package io.tributary.leads;

import java.util.Map;
import java.util.UUID;

/// A change of one lead.
///
/// @param changes new values by `email`, `name`, `company`, `phone`, `stage`, `ownerId` or
///     `fields.<key>`; a null value clears; what is not named stays. `ownerId` is a member's id as
/// a
///     text; any UUID is taken
/// @param actor who does it, such as `workflow:0190…`
public record LeadUpdate(
    UUID workspaceId, UUID leadId, Map<String, Object> changes, String actor) {}
