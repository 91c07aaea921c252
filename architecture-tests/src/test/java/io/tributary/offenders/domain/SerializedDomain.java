package io.tributary.offenders.domain;

import tools.jackson.databind.JsonNode;

public record SerializedDomain(JsonNode data) {}
