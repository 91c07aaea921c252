package io.tributary.offenders.adapter.in.web;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Caller;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Profile("offenders")
class SystemController {
  @GetMapping("/api/v1/database/fine")
  Mono<String> fine(@Authorized("operations:read") Caller caller) {
    return Mono.just(caller.actor());
  }

  @GetMapping("/f/{formKey}")
  Mono<String> open() {
    return Mono.just("");
  }

  @GetMapping("/api/v1/database/open")
  Mono<String> withoutPermission() {
    return Mono.just("");
  }

  @GetMapping("/api/v1/database/workspace")
  Mono<String> workspaceWithoutPath(@Authorized("operations:read") WorkspaceId workspace) {
    return Mono.just(workspace.toString());
  }
}
