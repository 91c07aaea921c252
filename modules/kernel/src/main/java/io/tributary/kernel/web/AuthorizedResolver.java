package io.tributary.kernel.web;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.PermissionMissing;
import io.tributary.kernel.problems.KernelProblem.Unauthenticated;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

final class AuthorizedResolver implements HandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(Authorized.class);
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    var permission =
        Objects.requireNonNull(parameter.getParameterAnnotation(Authorized.class)).value();
    var forWorkspace = parameter.getParameterType() == WorkspaceId.class;
    return exchange
        .getPrincipal()
        .ofType(Caller.class)
        .switchIfEmpty(Mono.error(Unauthenticated::new))
        .map(
            caller ->
                forWorkspace
                    ? workspaceOf(caller, permission, exchange)
                    : systemCaller(caller, permission));
  }

  private static WorkspaceId workspaceOf(
      Caller caller, String permission, ServerWebExchange exchange) {
    var own = caller.workspace();
    if (own == null || !own.toString().equals(namedIn(exchange))) {
      throw new NotFound("workspace");
    }
    require(caller, permission);
    return own;
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

  private static String namedIn(ServerWebExchange exchange) {
    Map<String, String> variables =
        exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
    return variables.getOrDefault("workspaceId", "").toLowerCase(java.util.Locale.ROOT);
  }
}
