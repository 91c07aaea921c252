package io.tributary.offenders;

import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

public class HiddenTransaction {
  @Transactional
  public Mono<Void> write() {
    return Mono.empty();
  }
}
