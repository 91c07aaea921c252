package io.tributary.operations.adapter.in.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

@Schema(name = "DeadLetter")
record DeadLetterResponse(
    UUID id,
    UUID workspaceId,
    @Schema(example = "leads.capture") String listener,
    @Schema(example = "forms.response-accepted") String eventType,
    @Schema(description = "the event as it was stored: JSON, unless that is what is wrong with it")
        String payload,
    @Schema(example = "12") int attempts,
    @Schema(description = "what the last attempt failed with") String error,
    @Schema(description = "when the event happened") Instant createdAt,
    @Schema(description = "when it was given up") Instant diedAt) {}
