package io.tributary.leads.domain;

import io.tributary.leads.domain.FormMapping.Answers;
import java.time.Instant;
import java.util.UUID;

/// One accepted response, read for its lead.
public record Submission(
    UUID workspaceId,
    UUID responseId,
    UUID formId,
    int formVersion,
    Instant submittedAt,
    Answers answers) {}
