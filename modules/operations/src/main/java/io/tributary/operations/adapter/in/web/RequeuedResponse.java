package io.tributary.operations.adapter.in.web;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "Requeued")
record RequeuedResponse(@Schema(description = "how many were put back") long requeued) {}
