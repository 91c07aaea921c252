package io.tributary.workspaces.application;

import io.tributary.workspaces.application.port.in.Authenticate;
import io.tributary.workspaces.domain.ApiKey;
import io.tributary.workspaces.domain.ApiKeySecret;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class AuthenticateService implements Authenticate {
  private final KnownKeys known;
  private final LastUses uses;
  private final SystemKey system;

  AuthenticateService(KnownKeys known, LastUses uses, SystemKey system) {
    this.known = known;
    this.uses = uses;
    this.system = system;
  }

  @Override
  public Mono<Identity> authenticate(String token) {
    return ApiKeySecret.parse(token)
        .map(secret -> known.find(secret).doOnNext(uses::note).map(AuthenticateService::identity))
        .orElseGet(() -> system.authenticate(token));
  }

  private static Identity identity(ApiKey key) {
    return new Identity(key.workspace(), key.permissions(), "api-key:" + key.id());
  }
}
