package io.tributary.kernel.web;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.PermissionMissing;
import io.tributary.kernel.problems.KernelProblem.Unauthenticated;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

final class AuthorizedResolver implements HandlerMethodArgumentResolver {
  // UUID.fromString takes shorter groups too
  private static final Pattern UUID_SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(Authorized.class);
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    var needed = Objects.requireNonNull(parameter.getParameterAnnotation(Authorized.class));
    var forWorkspace = parameter.getParameterType() == WorkspaceId.class;
    return exchange
        .getPrincipal()
        .ofType(Caller.class)
        .switchIfEmpty(Mono.error(Unauthenticated::new))
        .map(
            caller ->
                forWorkspace
                    ? workspaceOf(caller, needed, exchange)
                    : systemCaller(caller, needed.value()));
  }

  private static WorkspaceId workspaceOf(
      Caller caller, Authorized needed, ServerWebExchange exchange) {
    var named = namedIn(exchange);
    var own = caller.workspace();
    var allowed = own == null ? needed.systemToo() : own.equals(named);
    if (named == null || !allowed) {
      throw new NotFound("workspace");
    }
    require(caller, needed.value());
    return named;
  }

  private static Caller systemCaller(Caller caller, String permission) {
    if (caller.workspace() != null) {
      throw new PermissionMissing(permission);
    }
    require(caller, permission);
    return caller;
  }

  private static void require(Caller caller, String permission) {
    if (!caller.may(permission)) {
      throw new PermissionMissing(permission);
    }
  }

  private static @Nullable WorkspaceId namedIn(ServerWebExchange exchange) {
    Map<String, String> variables =
        exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
    var text = variables.getOrDefault("workspaceId", "");
    return UUID_SHAPE.matcher(text).matches() ? new WorkspaceId(UUID.fromString(text)) : null;
  }
}
