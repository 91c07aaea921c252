package io.tributary.offenders.domain;

import reactor.core.publisher.Mono;

public interface ReactiveDomain {
  Mono<String> decide();
}
