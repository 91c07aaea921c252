package io.tributary.offenders.adapter.in.web;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Profile("offenders")
@RequestMapping("/api/v1/workspaces/{workspaceId}/offenders")
class TenantController {
  record Body(UUID workspaceId) {}

  record Outer(List<Body> bodies) {}

  record Innocent(String name) {}

  @GetMapping("/fine/{leadId}")
  Mono<String> fine(
      @Authorized("lead:read") WorkspaceId workspace,
      @PathVariable UUID leadId,
      @RequestBody Innocent body) {
    return Mono.just(workspace + body.name() + leadId);
  }

  @GetMapping
  Mono<String> withoutPermission() {
    return Mono.just("");
  }

  @GetMapping("/last/{leadId}")
  Mono<String> permissionLast(
      @PathVariable UUID leadId, @Authorized("lead:read") WorkspaceId workspace) {
    return Mono.just(workspace + "" + leadId);
  }

  @GetMapping("/caller")
  Mono<String> callerInsteadOfWorkspace(@Authorized("lead:read") Caller caller) {
    return Mono.just(caller.actor());
  }

  @GetMapping("/unknown")
  Mono<String> unknownPermission(@Authorized("lead:raed") WorkspaceId workspace) {
    return Mono.just(workspace.toString());
  }

  @GetMapping("/path")
  Mono<String> workspaceFromPath(
      @Authorized("lead:read") WorkspaceId workspace, @PathVariable UUID workspaceId) {
    return Mono.just(workspace + "" + workspaceId);
  }

  @PostMapping("/body")
  Mono<String> workspaceFromBody(
      @Authorized("lead:read") WorkspaceId workspace, @RequestBody Body body) {
    return Mono.just(workspace + "" + body);
  }

  @PostMapping("/deep")
  Mono<String> workspaceDeepInBody(
      @Authorized("lead:read") WorkspaceId workspace, @RequestBody Mono<Outer> body) {
    return body.map(outer -> workspace + "" + outer);
  }
}
