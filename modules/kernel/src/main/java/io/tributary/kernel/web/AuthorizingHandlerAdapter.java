package io.tributary.kernel.web;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.PermissionMissing;
import io.tributary.kernel.problems.KernelProblem.Unauthenticated;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Checks `@Authorized` before any argument is read: nobody's body is looked at, let alone its
/// faults told, before it is known that they may send it.
///
/// It stands here and not in a filter because here the handler is known: a filter would have to
/// look for it a second time.
final class AuthorizingHandlerAdapter extends RequestMappingHandlerAdapter {
  /// The exchange attribute that holds what the check granted.
  static final String GRANTED = AuthorizingHandlerAdapter.class.getName();

  private static final int UUID_LENGTH = 36;

  private final AnswerCache answers;

  AuthorizingHandlerAdapter(AnswerCache answers) {
    this.answers = answers;
  }

  @Override
  public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
    var method = (HandlerMethod) handler;
    var parameter = authorizedOf(method);
    return parameter == null
        ? super.handle(exchange, handler)
        : callerOf(exchange)
            .flatMap(
                caller -> {
                  var granted = grant(parameter, caller, exchange);
                  exchange.getAttributes().put(GRANTED, granted);
                  var cached = method.getMethodAnnotation(Cached.class);
                  return cached != null && granted instanceof WorkspaceId workspace
                      ? answers.answer(
                          exchange,
                          method,
                          cached,
                          workspace,
                          () -> super.handle(exchange, handler))
                      : super.handle(exchange, handler);
                });
  }

  private static @Nullable MethodParameter authorizedOf(HandlerMethod method) {
    for (var parameter : method.getMethodParameters()) {
      if (parameter.hasParameterAnnotation(Authorized.class)) {
        return parameter;
      }
    }
    return null;
  }

  private static Mono<Caller> callerOf(ServerWebExchange exchange) {
    return exchange
        .getPrincipal()
        .ofType(Caller.class)
        .switchIfEmpty(Mono.error(Unauthenticated::new));
  }

  private static Object grant(
      MethodParameter parameter, Caller caller, ServerWebExchange exchange) {
    var needed = parameter.getParameterAnnotation(Authorized.class);
    if (needed == null) {
      throw new IllegalStateException("no @Authorized on " + parameter);
    }
    return parameter.getParameterType() == WorkspaceId.class
        ? workspaceOf(caller, needed, exchange)
        : systemCaller(caller, needed.value());
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
    return isUuid(text) ? new WorkspaceId(UUID.fromString(text)) : null;
  }

  /// `UUID.fromString` takes shorter groups too.
  private static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      var next = text.charAt(i);
      var fits =
          switch (i) {
            case 8, 13, 18, 23 -> next == '-';
            default -> HexFormat.isHexDigit(next);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
