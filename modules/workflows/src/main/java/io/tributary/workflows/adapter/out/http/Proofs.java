package io.tributary.workflows.adapter.out.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.workflows.application.port.out.connections.Credentials;
import io.tributary.workflows.application.port.out.connections.Credentials.Usable;
import io.tributary.workflows.domain.execution.FailureKind;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Makes what a call proves itself with out of a credential.
@Component
final class Proofs {
  private final Credentials credentials;
  private final AccessTokens tokens;

  Proofs(Credentials credentials, AccessTokens tokens) {
    this.credentials = credentials;
    this.tokens = tokens;
  }

  /// Signals `CallFailed`: `NOT_CONFIGURED` if there is no such credential, `REFUSED_ADDRESS` if it
  /// is bound to another host.
  ///
  /// @param worthless a token that the target refused; null for none
  Mono<Proof> of(UUID workspaceId, String key, URI target, @Nullable String worthless) {
    return credentials
        .find(workspaceId, key)
        .switchIfEmpty(
            Mono.error(
                () ->
                    new CallFailed(
                        FailureKind.NOT_CONFIGURED, "there is no credential '" + key + "'")))
        .doOnNext(found -> requireTarget(found, key, target))
        .flatMap(found -> proof(found, worthless));
  }

  private static void requireTarget(Usable credential, String key, URI target) {
    if (!credential.host().isTargetOf(target)) {
      throw new CallFailed(
          FailureKind.REFUSED_ADDRESS,
          "the credential '" + key + "' is for " + credential.host() + " and no other target");
    }
  }

  private Mono<Proof> proof(Usable credential, @Nullable String worthless) {
    return switch (credential.kind()) {
      case BASIC -> Mono.just(basic(credential.value("username"), credential.value("password")));
      case BEARER -> Mono.just(bearer(credential.value("token"), false));
      case HEADER -> {
        var value = credential.value("value");
        yield Mono.just(new Proof(Map.of(credential.value("name"), value), List.of(value), null));
      }
      case OAUTH2_CLIENT_CREDENTIALS ->
          tokens.of(credential, worthless).map(token -> bearer(token, true));
    };
  }

  static Proof basic(String username, String password) {
    var encoded = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(UTF_8));
    return new Proof(
        Map.of(HttpHeaders.AUTHORIZATION, "Basic " + encoded), List.of(password, encoded), null);
  }

  private static Proof bearer(String token, boolean fetched) {
    return new Proof(
        Map.of(HttpHeaders.AUTHORIZATION, "Bearer " + token),
        List.of(token),
        fetched ? token : null);
  }
}
