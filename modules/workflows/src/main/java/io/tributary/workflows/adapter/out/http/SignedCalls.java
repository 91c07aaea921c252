package io.tributary.workflows.adapter.out.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.HttpCalls;
import io.tributary.workflows.application.port.out.nodes.SigningSecrets;
import io.tributary.workflows.domain.execution.FailureKind;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

@Component
final class SignedCalls implements HttpCalls {
  private static final String USER_AGENT = "Tributary";

  private final WebClient http;
  private final TargetPolicy policy;
  private final SigningSecrets secrets;
  private final Proofs proofs;
  private final Bodies bodies;
  private final Answers answers;
  private final Clock clock;

  SignedCalls(
      WebClient workflowHttp,
      TargetPolicy policy,
      SigningSecrets secrets,
      Proofs proofs,
      Bodies bodies,
      Answers answers,
      Clock clock) {
    this.http = workflowHttp;
    this.policy = policy;
    this.secrets = secrets;
    this.proofs = proofs;
    this.bodies = bodies;
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public Optional<String> refusal(String url) {
    return policy.refusal(url);
  }

  @Override
  public Mono<EffectResult> call(Call call) {
    return Mono.defer(() -> signed(call))
        .timeout(call.timeout())
        .onErrorResume(
            failure ->
                Mono.just(
                    new EffectResult.Failed(
                        CallFailures.of(failure, call.timeout(), "the target"))));
  }

  private Mono<EffectResult> signed(Call call) {
    policy
        .refusal(call.url())
        .ifPresent(
            why -> {
              throw new CallFailed(FailureKind.REFUSED_ADDRESS, "the target " + why);
            });
    return secrets
        .forSigning(call.workspaceId())
        .flatMap(
            keys ->
                proof(call, null)
                    .flatMap(
                        proof ->
                            exchange(call, keys, proof, proof.token() != null)
                                .switchIfEmpty(Mono.defer(() -> again(call, keys, proof)))));
  }

  private Mono<Proof> proof(Call call, @Nullable String worthless) {
    var key = call.credential();
    return key == null
        ? Mono.just(Proof.NONE)
        : proofs.of(call.workspaceId(), key, URI.create(call.url()), worthless);
  }

  /// By a new token, once.
  private Mono<EffectResult> again(Call call, List<byte[]> keys, Proof refused) {
    return proof(call, refused.token()).flatMap(proof -> exchange(call, keys, proof, false));
  }

  /// Empty if the target does not accept the token and another one may do better.
  private Mono<EffectResult> exchange(
      Call call, List<byte[]> keys, Proof proof, boolean renewable) {
    return request(call, keys, proof)
        .exchangeToMono(
            response ->
                renewable && response.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)
                    ? response.releaseBody().then(Mono.empty())
                    : read(call, response, proof));
  }

  private RequestHeadersSpec<?> request(Call call, List<byte[]> keys, Proof proof) {
    var body = call.body();
    var text = body == null ? "" : body;
    var now = clock.instant();
    var id = call.key().value();
    var request =
        http.method(HttpMethod.valueOf(call.method()))
            .uri(URI.create(call.url()))
            .header(HttpHeaders.USER_AGENT, USER_AGENT)
            .headers(headers -> call.headers().forEach(headers::set))
            .headers(headers -> proof.headers().forEach(headers::set))
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .header("webhook-signature", Signature.of(keys, id, now, text));
    return body == null
        ? request
        : request
            .headers(
                headers -> {
                  if (headers.getContentType() == null) {
                    headers.setContentType(MediaType.APPLICATION_JSON);
                  }
                })
            .bodyValue(body.getBytes(UTF_8));
  }

  private Mono<EffectResult> read(Call call, ClientResponse response, Proof proof) {
    return bodies
        .read(response)
        .map(
            body ->
                answers.of(
                    response.statusCode().value(),
                    response.headers().asHttpHeaders(),
                    body,
                    call.expect(),
                    proof));
  }
}
