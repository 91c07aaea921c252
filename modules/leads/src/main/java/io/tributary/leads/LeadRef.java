package io.tributary.leads;

import java.util.UUID;

/// Names one lead.
public record LeadRef(UUID workspaceId, UUID leadId) {}
