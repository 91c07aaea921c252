package io.tributary.workflows.adapter.out.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.HttpCalls;
import io.tributary.workflows.application.port.out.nodes.SigningSecrets;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

@Component
final class SignedCalls implements HttpCalls {
  private static final int MAX_RESPONSE = 64 * 1024;
  private static final String USER_AGENT = "Tributary";

  private final WebClient http;
  private final TargetPolicy policy;
  private final SigningSecrets secrets;
  private final Answers answers;
  private final Clock clock;

  SignedCalls(
      WebClient workflowHttp,
      TargetPolicy policy,
      SigningSecrets secrets,
      Answers answers,
      Clock clock) {
    this.http = workflowHttp;
    this.policy = policy;
    this.secrets = secrets;
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public Optional<String> refusal(String url) {
    return policy.refusal(url);
  }

  @Override
  public Mono<EffectResult> call(Call call) {
    return Mono.defer(
            () ->
                policy
                    .refusal(call.url())
                    .map(why -> failed(FailureKind.REFUSED_ADDRESS, "the target " + why))
                    .orElseGet(() -> signed(call)))
        .timeout(call.timeout())
        .onErrorResume(failure -> Mono.just(failedBy(call, failure)));
  }

  private Mono<EffectResult> signed(Call call) {
    return secrets.forSigning(call.workspaceId()).flatMap(keys -> exchange(call, keys));
  }

  private Mono<EffectResult> exchange(Call call, List<byte[]> keys) {
    var body = call.body();
    var text = body == null ? "" : body;
    var now = clock.instant();
    var id = call.key().value();
    var request =
        http.method(HttpMethod.valueOf(call.method()))
            .uri(URI.create(call.url()))
            .header(HttpHeaders.USER_AGENT, USER_AGENT)
            .headers(headers -> call.headers().forEach(headers::set))
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .header("webhook-signature", Signature.of(keys, id, now, text));
    var ready =
        body == null
            ? request
            : request
                .headers(
                    headers -> {
                      if (headers.getContentType() == null) {
                        headers.setContentType(MediaType.APPLICATION_JSON);
                      }
                    })
                .bodyValue(body.getBytes(UTF_8));
    return ready.exchangeToMono(this::read);
  }

  /// Reads no more than the cap; what is longer is cut off.
  private Mono<EffectResult> read(ClientResponse response) {
    var capped =
        DataBufferUtils.takeUntilByteCount(response.bodyToFlux(DataBuffer.class), MAX_RESPONSE);
    return DataBufferUtils.join(capped)
        .map(
            buffer -> {
              var bytes = new byte[buffer.readableByteCount()];
              buffer.read(bytes);
              DataBufferUtils.release(buffer);
              return new String(bytes, UTF_8);
            })
        .defaultIfEmpty("")
        .map(body -> answers.of(response.statusCode().value(), body));
  }

  private static Mono<EffectResult> failed(FailureKind kind, String message) {
    return Mono.just(new EffectResult.Failed(new Failure(kind, message)));
  }

  private static EffectResult failedBy(Call call, Throwable failure) {
    if (failure instanceof TimeoutException) {
      return new EffectResult.Failed(
          new Failure(
              FailureKind.TIMEOUT, "no answer within " + call.timeout().toMillis() + " ms"));
    }
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof FilteredHostException) {
        return new EffectResult.Failed(
            new Failure(
                FailureKind.REFUSED_ADDRESS, "the target's name stands for a private address"));
      }
    }
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return new EffectResult.Failed(
        new Failure(FailureKind.CONNECTION, "no connection: " + cause.getClass().getSimpleName()));
  }
}
