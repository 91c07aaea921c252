package io.tributary.leads.adapter.in.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Lead")
record LeadResponse(
    UUID id,
    @Schema(example = "ada@example.org", description = "trimmed and in lower case")
        @Nullable String email,
    @Schema(example = "Ada Lovelace") @Nullable String name,
    @Schema(example = "Analytical Engines Ltd") @Nullable String company,
    @Schema(example = "+44 20 7946 0018") @Nullable String phone,
    @Schema(example = "new", description = "the key of a stage") String stage,
    @Schema(
            example = "0199c0de-0000-7000-8000-000000000000",
            description = "the member who looks after it; null if nobody does")
        @Nullable UUID ownerId,
    @Schema(
            types = "object",
            example = "{\"budget\": 1000}",
            description = "custom fields' values by key")
        @JsonRawValue
        String fields,
    @Schema(example = "form", description = "`form` or `api`") String source,
    @Schema(description = "the form that made it") @Nullable UUID formId,
    Instant createdAt,
    Instant updatedAt,
    @Schema(example = "1", description = "grows with every change; the ETag") int version) {}
