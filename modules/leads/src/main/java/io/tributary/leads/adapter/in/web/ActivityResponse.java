package io.tributary.leads.adapter.in.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.leads.domain.Activity;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "LeadActivity")
record ActivityResponse(
    UUID id,
    @Schema(example = "CHANGED") Activity.Kind kind,
    @Schema(example = "workflow:0199c0de-0000-7000-8000-000000000000") String actor,
    @Nullable UUID formId,
    @Nullable UUID responseId,
    @Schema(example = "{\"changes\": {\"stage\": {\"from\": \"new\", \"to\": \"won\"}}}")
        Map<String, Object> detail,
    Instant occurredAt) {}
