package io.tributary.workflows.adapter.out.http;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.connections.Credentials;
import java.time.Clock;
import org.springframework.web.reactive.function.client.WebClient;

/// Puts together what calls are made of.
final class HttpCallsFixture {
  private HttpCallsFixture() {}

  static Answers answers() {
    return new Answers(new JsonText(), Clock.systemUTC());
  }

  static Proofs proofs(Credentials credentials, WebClient http, TargetPolicy policy) {
    return proofs(credentials, http, policy, Clock.systemUTC());
  }

  static Proofs proofs(Credentials credentials, WebClient http, TargetPolicy policy, Clock clock) {
    var tokens = new AccessTokens(http, policy, new Bodies(), answers(), new JsonText(), clock);
    return new Proofs(credentials, tokens);
  }
}
