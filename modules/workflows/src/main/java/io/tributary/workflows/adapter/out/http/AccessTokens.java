package io.tributary.workflows.adapter.out.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.connections.Credentials.Usable;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/// Fetches OAuth 2 access tokens by client credentials (RFC 6749, section 4.4), and keeps each
/// until shortly before it expires. Many calls that need the same token wait for one request.
@Component
final class AccessTokens {
  private static final int MAX_KEPT = 10_000;
  private static final Duration KEPT_AT_MOST = Duration.ofDays(1);
  private static final Duration FETCH_LIMIT = Duration.ofSeconds(15);
  private static final Duration LIFE_IF_UNSAID = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final int SHARE_OF_SHORT_LIVES = 5;
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,16000}");

  private final WebClient http;
  private final TargetPolicy policy;
  private final Bodies bodies;
  private final Answers answers;
  private final JsonText json;
  private final Clock clock;
  private final AsyncCache<Key, Token> cache =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT_AT_MOST).buildAsync();

  AccessTokens(
      WebClient workflowHttp,
      TargetPolicy policy,
      Bodies bodies,
      Answers answers,
      JsonText json,
      Clock clock) {
    this.http = workflowHttp;
    this.policy = policy;
    this.bodies = bodies;
    this.answers = answers;
    this.json = json;
    this.clock = clock;
  }

  /// Signals `CallFailed`.
  ///
  /// @param worthless one that the target refused; null for none
  Mono<String> of(Usable credential, @Nullable String worthless) {
    return Mono.defer(
            () -> {
              var key = new Key(credential.workspaceId(), credential.id(), credential.version());
              forget(key, worthless);
              // whoever waits may go away; others wait for the same token
              return Mono.fromFuture(
                  cache.get(key, (wanted, executor) -> fetch(credential).toFuture()), true);
            })
        .map(Token::value);
  }

  private void forget(Key key, @Nullable String worthless) {
    var known = cache.getIfPresent(key);
    if (known != null && (known.isCompletedExceptionally() || isSpent(known, worthless))) {
      // not another one that came in between
      cache.asMap().remove(key, known);
    }
  }

  private boolean isSpent(CompletableFuture<Token> known, @Nullable String worthless) {
    var token = known.getNow(null);
    return token != null
        && (token.value().equals(worthless) || !clock.instant().isBefore(token.until()));
  }

  private Mono<Token> fetch(Usable credential) {
    var url = credential.value("tokenUrl");
    var form = BodyInserters.fromFormData("grant_type", "client_credentials");
    var scope = credential.values().get("scope");
    var client =
        Proofs.basic(
            encoded(credential.value("clientId")), encoded(credential.value("clientSecret")));
    return Mono.defer(
            () -> {
              policy
                  .refusal(url)
                  .ifPresent(
                      why -> {
                        throw new CallFailed(FailureKind.REFUSED_ADDRESS, "the token URL " + why);
                      });
              return http.post()
                  .uri(URI.create(url))
                  .accept(MediaType.APPLICATION_JSON)
                  .headers(headers -> client.headers().forEach(headers::set))
                  .body(scope == null ? form : form.with("scope", scope))
                  .exchangeToMono(this::read);
            })
        .timeout(FETCH_LIMIT)
        .onErrorMap(
            failure -> new CallFailed(CallFailures.of(failure, FETCH_LIMIT, "the token URL")));
  }

  /// As the specification asks for: both are encoded before they are put together.
  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private Mono<Token> read(ClientResponse response) {
    var status = response.statusCode().value();
    return bodies
        .read(response)
        .map(
            body -> {
              if (status < 200 || status >= 300) {
                throw new CallFailed(refused(status, response));
              }
              return token(body.text());
            });
  }

  /// The target is fine, the credential is not: another attempt does no better.
  private Failure refused(int status, ClientResponse response) {
    var failure = answers.failure(status, response.headers().asHttpHeaders());
    var message = "the token URL answered " + status;
    return failure.kind().retryable()
        ? new Failure(failure.kind(), message, failure.details(), failure.retryAfter())
        : new Failure(FailureKind.NOT_CONFIGURED, message, failure.details());
  }

  private Token token(String body) {
    try {
      var answer = json.read(body, Map.class);
      if (answer != null
          && answer.get("access_token") instanceof String value
          && TOKEN.matcher(value).matches()) {
        var life =
            answer.get("expires_in") instanceof Number seconds
                ? Duration.ofSeconds(Math.max(0, seconds.longValue()))
                : LIFE_IF_UNSAID;
        return new Token(value, clock.instant().plus(usable(life)));
      }
    } catch (JacksonException notJson) {
      // said below, without what the answer was
    }
    throw new CallFailed(FailureKind.NOT_CONFIGURED, "the token URL answered no token");
  }

  private static Duration usable(Duration life) {
    var bounded = life.compareTo(KEPT_AT_MOST) < 0 ? life : KEPT_AT_MOST;
    var share = bounded.dividedBy(SHARE_OF_SHORT_LIVES);
    return bounded.minus(share.compareTo(MARGIN) < 0 ? share : MARGIN);
  }

  /// A changed credential has another version, and so no token yet.
  private record Key(UUID workspaceId, UUID credentialId, int version) {}

  private record Token(String value, Instant until) {
    @Override
    public String toString() {
      return "Token[until=" + until + "]";
    }
  }
}
