package io.tributary.workflows.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.application.port.out.connections.Credentials.Usable;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.HttpCalls;
import io.tributary.workflows.application.port.out.nodes.HttpCalls.Call;
import io.tributary.workflows.domain.connections.BoundHost;
import io.tributary.workflows.domain.connections.CredentialKind;
import io.tributary.workflows.domain.execution.EffectKey;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

/// Calls that prove who they are, against real targets.
class CredentialCallsTests {
  private static final TargetPolicy OPEN = new TargetPolicy(true, true);
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final String SECRET = "canary-secret-value";

  private final ConnectionProvider connections = ConnectionProvider.create("test", 16);
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> tokenRequests = new CopyOnWriteArrayList<>();
  private final AtomicInteger fetched = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
  private final Map<String, Usable> known = new HashMap<>();
  private volatile IntUnaryOperator statuses = any -> 200;
  private volatile IntFunction<String> tokens =
      count -> "{\"access_token\":\"token-number-" + count + "\",\"expires_in\":600}";
  private volatile int tokenStatus = 200;
  private DisposableServer server;
  private HttpCalls calls;

  @BeforeEach
  void serve() {
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(
                routes ->
                    routes
                        .post("/token", this::token)
                        .get("/slow", this::slow)
                        .get("/drip", this::drip)
                        .get("/**", this::target))
            .bindNow();
    var properties = new HttpProperties(true, true, Duration.ofSeconds(2), 16);
    var http = new HttpConfiguration().workflowHttp(connections, OPEN, properties);
    calls =
        new SignedCalls(
            http,
            OPEN,
            any -> Mono.just(List.of(new byte[32])),
            HttpCallsFixture.proofs(
                (workspace, key) ->
                    workspace.equals(WORKSPACE) ? Mono.justOrEmpty(known.get(key)) : Mono.empty(),
                http,
                OPEN,
                new Settable()),
            new Bodies(),
            HttpCallsFixture.answers(),
            Clock.systemUTC());
  }

  @AfterEach
  void end() {
    server.disposeNow();
    connections.dispose();
  }

  private Mono<Void> target(HttpServerRequest request, HttpServerResponse response) {
    var authorization = String.valueOf(request.requestHeaders().get("Authorization"));
    authorizations.add(authorization);
    return response
        .status(statuses.applyAsInt(authorizations.size()))
        .sendString(
            Mono.just(
                "{\"seen\":\""
                    + authorization
                    + " "
                    + request.requestHeaders().get("X-Key")
                    + "\"}"))
        .then();
  }

  private Mono<Void> token(HttpServerRequest request, HttpServerResponse response) {
    return request
        .receive()
        .aggregate()
        .asString()
        .flatMap(
            form -> {
              tokenRequests.add(request.requestHeaders().get("Authorization") + " " + form);
              return response
                  .status(tokenStatus)
                  .header("Retry-After", "33")
                  .sendString(Mono.just(tokens.apply(fetched.incrementAndGet())))
                  .then();
            });
  }

  private Mono<Void> slow(HttpServerRequest request, HttpServerResponse response) {
    request.withConnection(connection -> connection.onDispose(() -> closed.set(true)));
    authorizations.add("slow");
    return Mono.never();
  }

  private Mono<Void> drip(HttpServerRequest request, HttpServerResponse response) {
    request.withConnection(connection -> connection.onDispose(() -> closed.set(true)));
    authorizations.add("drip");
    return response
        .sendString(
            Flux.interval(Duration.ofMillis(20)).map(any -> "drop"),
            java.nio.charset.StandardCharsets.UTF_8)
        .then();
  }

  private void know(String key, CredentialKind kind, String host, Map<String, String> values) {
    known.put(key, new Usable(WORKSPACE, UUID.randomUUID(), 1, kind, BoundHost.of(host), values));
  }

  private void knowOauth() {
    know(
        "oauth",
        CredentialKind.OAUTH2_CLIENT_CREDENTIALS,
        here(),
        Map.of(
            "tokenUrl",
            "http://" + here() + "/token",
            "clientId",
            "id:ü",
            "clientSecret",
            SECRET,
            "scope",
            "a b"));
  }

  private String here() {
    return "127.0.0.1:" + server.port();
  }

  private Call to(String path, String key) {
    return new Call(
        WORKSPACE,
        new EffectKey("k"),
        "GET",
        "http://" + here() + path,
        Map.of("Authorization", "from-config"),
        null,
        key,
        Set.of(),
        Duration.ofSeconds(5));
  }

  private EffectResult get(String key) {
    return calls.call(to("/x", key)).block();
  }

  private static void assertFailed(EffectResult result, FailureKind kind) {
    assertThat(result)
        .isInstanceOfSatisfying(
            EffectResult.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(kind);
              assertThat(failed.failure().toMap().toString()).doesNotContain(SECRET);
            });
  }

  @Test
  void each_kind_sets_its_header_and_nothing_of_it_comes_back() {
    know(
        "basic", CredentialKind.BASIC, here(), Map.of("username", "Ada", "password", SECRET + "ü"));
    know("bearer", CredentialKind.BEARER, here(), Map.of("token", SECRET));
    know("header", CredentialKind.HEADER, here(), Map.of("name", "X-Key", "value", SECRET));

    for (var key : List.of("basic", "bearer", "header")) {
      assertThat(get(key))
          .isInstanceOfSatisfying(
              EffectResult.Succeeded.class,
              done ->
                  assertThat(done.output().toString())
                      .contains("***")
                      .doesNotContain(SECRET)
                      .doesNotContain("QWRhO"));
    }
    assertThat(authorizations)
        .containsExactly(
            "Basic QWRhOmNhbmFyeS1zZWNyZXQtdmFsdWXDvA==", "Bearer " + SECRET, "from-config");
  }

  @Test
  void a_credential_goes_to_no_other_host_or_port() {
    for (var host :
        List.of("127.0.0.1", "127.0.0.1:1", "localhost:" + server.port(), "example.org")) {
      know("bound", CredentialKind.BEARER, host, Map.of("token", SECRET));

      assertFailed(get("bound"), FailureKind.REFUSED_ADDRESS);
    }
    assertThat(authorizations).isEmpty();
  }

  @Test
  void without_the_credential_nothing_is_sent() {
    assertFailed(get("nobody"), FailureKind.NOT_CONFIGURED);
    assertThat(authorizations).isEmpty();
  }

  @Test
  void a_token_is_fetched_once_for_many_calls_and_again_before_it_expires() {
    knowOauth();

    var results =
        Flux.range(0, 20).flatMap(i -> calls.call(to("/x", "oauth")), 20).collectList().block();

    assertThat(results).hasSize(20).allMatch(EffectResult.Succeeded.class::isInstance);
    assertThat(tokenRequests)
        .containsExactly(
            "Basic aWQlM0ElQzMlQkM6Y2FuYXJ5LXNlY3JldC12YWx1ZQ=="
                + " grant_type=client_credentials&scope=a+b");
    now.updateAndGet(at -> at.plusSeconds(539));
    get("oauth");
    assertThat(tokenRequests).hasSize(1);
    now.updateAndGet(at -> at.plusSeconds(1));
    get("oauth");
    assertThat(tokenRequests).hasSize(2);
    assertThat(authorizations).last().isEqualTo("Bearer token-number-2");
  }

  @Test
  void a_refused_token_is_replaced_once() {
    knowOauth();
    statuses = count -> count == 2 ? 401 : 200;

    assertThat(get("oauth")).isInstanceOf(EffectResult.Succeeded.class);
    assertThat(get("oauth")).isInstanceOf(EffectResult.Succeeded.class);

    assertThat(authorizations)
        .containsExactly("Bearer token-number-1", "Bearer token-number-1", "Bearer token-number-2");
    statuses = any -> 401;
    assertFailed(get("oauth"), FailureKind.HTTP_REFUSED);
    assertThat(authorizations).hasSize(5);
    assertThat(fetched).hasValue(3);
  }

  @Test
  void a_token_url_that_refuses_or_answers_nonsense_fails_the_call() {
    knowOauth();
    tokenStatus = 401;
    assertFailed(get("oauth"), FailureKind.NOT_CONFIGURED);
    tokenStatus = 200;
    tokens = count -> "{\"access_token\":\"two lines\\r\\nX-Evil: 1\"}";
    assertFailed(get("oauth"), FailureKind.NOT_CONFIGURED);
    tokens = count -> "<html>" + "x".repeat(200_000);
    assertFailed(get("oauth"), FailureKind.NOT_CONFIGURED);
    tokenStatus = 503;
    assertThat(get("oauth"))
        .isInstanceOfSatisfying(
            EffectResult.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureKind.HTTP_TEMPORARY);
              assertThat(failed.failure().retryAfter()).isEqualTo(Duration.ofSeconds(33));
            });
    assertThat(authorizations).isEmpty();
  }

  @Test
  void whoever_gives_up_waiting_for_a_token_takes_it_from_nobody() {
    knowOauth();
    var call = calls.call(to("/x", "oauth"));

    var one = call.subscribe();
    var other = call.toFuture();
    one.dispose();

    assertThat(other).succeedsWithin(Duration.ofSeconds(5));
    assertThat(fetched).hasValue(1);
  }

  @Test
  void giving_up_a_call_closes_its_connection() {
    for (var path : List.of("/slow", "/drip")) {
      closed.set(false);
      authorizations.clear();
      var running = calls.call(to(path, null)).subscribe();
      Awaitility.await().until(() -> !authorizations.isEmpty());

      running.dispose();

      Awaitility.await().atMost(Duration.ofSeconds(5)).until(closed::get);
    }
  }

  private final class Settable extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
