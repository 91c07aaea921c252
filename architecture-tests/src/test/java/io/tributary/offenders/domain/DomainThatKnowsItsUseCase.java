package io.tributary.offenders.domain;

import io.tributary.offenders.application.PublicService;

public record DomainThatKnowsItsUseCase(PublicService service) {}
