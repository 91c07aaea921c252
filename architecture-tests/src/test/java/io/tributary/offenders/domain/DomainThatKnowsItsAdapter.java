package io.tributary.offenders.domain;

import io.tributary.offenders.adapter.out.persistence.PublicStore;

public record DomainThatKnowsItsAdapter(PublicStore store) {}
