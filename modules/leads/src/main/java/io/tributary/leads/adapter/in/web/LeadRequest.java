package io.tributary.leads.adapter.in.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The shape of a body that makes or changes a lead. Controllers read the body as a map, since a
/// patch tells null from absent.
@Schema(
    name = "LeadRequest",
    description =
        "When a lead is changed, null clears, and what is absent stays; `fields` is merged key by"
            + " key.")
record LeadRequest(
    @Schema(example = "ada@example.org", description = "at most 254 characters")
        @Nullable String email,
    @Schema(example = "Ada Lovelace", description = "at most 200 characters") @Nullable String name,
    @Schema(example = "Analytical Engines Ltd", description = "at most 200 characters")
        @Nullable String company,
    @Schema(example = "+44 20 7946 0018", description = "at most 50 characters")
        @Nullable String phone,
    @Schema(example = "qualified", description = "the key of a stage; a new lead is in the first")
        @Nullable String stage,
    @Schema(
            example = "0199c0de-0000-7000-8000-000000000000",
            description = "the member who looks after it; any UUID is taken for now")
        @Nullable UUID ownerId,
    @Schema(example = "{\"budget\": 1000}", description = "values by lead field key")
        @Nullable Map<String, Object> fields,
    @Schema(
            example = "3",
            description = "when a lead is changed: the version to be changed, if not in If-Match")
        @Nullable Integer version) {}
