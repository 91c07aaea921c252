package io.tributary.offenders;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Profile("offenders")
class StrayController {
  @GetMapping("/api/v1/stray")
  Mono<String> open() {
    return Mono.just("");
  }
}
