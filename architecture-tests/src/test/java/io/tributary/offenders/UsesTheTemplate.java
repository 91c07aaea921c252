package io.tributary.offenders;

import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;

public record UsesTheTemplate(R2dbcEntityTemplate template) {}
