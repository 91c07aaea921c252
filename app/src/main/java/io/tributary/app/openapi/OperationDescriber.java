package io.tributary.app.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.media.UUIDSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import java.math.BigDecimal;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/// Says of each operation what follows from its parameters: who may call it, what the kernel reads
/// from path, query and headers, and how it refuses.
final class OperationDescriber implements GlobalOperationCustomizer {

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    for (var parameter : handler.getMethodParameters()) {
      describe(operation, parameter);
    }
    if (creates(handler)) {
      answerCreated(operation);
    }
    refuse(operation, ProblemResponse.INTERNAL);
    refuse(operation, ProblemResponse.OVERLOADED);
    return operation;
  }

  /// A `POST` to a collection, which is named in the plural, makes one of it.
  private static boolean creates(HandlerMethod handler) {
    var post = handler.getMethodAnnotation(PostMapping.class);
    if (post == null) {
      return false;
    }
    var base =
        AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequestMapping.class);
    var path = (base == null ? "" : String.join("", base.path())) + String.join("", post.path());
    return path.endsWith("s");
  }

  private static void answerCreated(Operation operation) {
    var responses = operation.getResponses();
    var ok = responses.get("200");
    if (ok != null && !responses.containsKey("201")) {
      responses.remove("200");
      responses.addApiResponse("201", ok.description("Created"));
    }
  }

  private static void describe(Operation operation, MethodParameter parameter) {
    var authorized = parameter.getParameterAnnotation(Authorized.class);
    if (authorized != null) {
      authorize(operation, parameter, authorized);
    } else if (parameter.getParameterType() == PageRequest.class) {
      page(operation);
    } else if (parameter.getParameterType() == ExpectedVersion.class) {
      expectVersion(operation);
    } else if (parameter.hasParameterAnnotation(RequestHeader.class)
        && isIdempotencyKey(
            Objects.requireNonNull(parameter.getParameterAnnotation(RequestHeader.class)))) {
      refuse(operation, ProblemResponse.UNPROCESSABLE);
      refuse(operation, ProblemResponse.INVALID);
    } else if (parameter.hasParameterAnnotation(PathVariable.class)) {
      refuse(operation, ProblemResponse.NOT_FOUND);
      refuse(operation, ProblemResponse.INVALID);
    } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
      refuse(operation, ProblemResponse.INVALID);
    }
  }

  private static void authorize(
      Operation operation, MethodParameter parameter, Authorized authorized) {
    operation.addSecurityItem(new SecurityRequirement().addList(OpenApiConfiguration.BEARER));
    refuse(operation, ProblemResponse.UNAUTHENTICATED);
    refuse(operation, ProblemResponse.FORBIDDEN);
    var needs = "Needs the permission `%s`.".formatted(authorized.value());
    if (parameter.getParameterType() == WorkspaceId.class) {
      refuse(operation, ProblemResponse.NOT_FOUND);
      addFirst(
          operation,
          new PathParameter()
              .name("workspaceId")
              .description("the caller's own workspace")
              .schema(new UUIDSchema()));
    } else {
      needs += " Called with the system's own key.";
    }
    var said = operation.getDescription();
    operation.setDescription(said == null || said.isBlank() ? needs : said + "\n\n" + needs);
  }

  private static void page(Operation operation) {
    refuse(operation, ProblemResponse.INVALID);
    add(
        operation,
        new QueryParameter()
            .name("limit")
            .description("items on the page; more than 100 are answered as 100")
            .schema(
                new IntegerSchema().minimum(BigDecimal.ONE)._default(PageRequest.DEFAULT_LIMIT)));
    add(
        operation,
        new QueryParameter()
            .name("cursor")
            .description("the `nextCursor` of the page before; absent for the first page")
            .schema(new StringSchema()));
  }

  private static void expectVersion(Operation operation) {
    refuse(operation, ProblemResponse.INVALID);
    refuse(operation, ProblemResponse.CONFLICT);
    refuse(operation, ProblemResponse.PRECONDITION_FAILED);
    refuse(operation, ProblemResponse.PRECONDITION_REQUIRED);
    add(
        operation,
        new HeaderParameter()
            .name("If-Match")
            .description("the `ETag` that a read answered; the write is refused if it is stale")
            .schema(new StringSchema().example("\"3\"")));
  }

  private static boolean isIdempotencyKey(RequestHeader header) {
    return "Idempotency-Key".equalsIgnoreCase(header.name())
        || "Idempotency-Key".equalsIgnoreCase(header.value());
  }

  private static void refuse(Operation operation, ProblemResponse response) {
    ProblemResponses.refer(operation.getResponses(), response);
  }

  private static void add(Operation operation, Parameter parameter) {
    if (!has(operation, parameter)) {
      operation.addParametersItem(parameter);
    }
  }

  private static void addFirst(Operation operation, Parameter parameter) {
    if (operation.getParameters() == null) {
      operation.addParametersItem(parameter);
    } else if (!has(operation, parameter)) {
      operation.getParameters().addFirst(parameter);
    }
  }

  private static boolean has(Operation operation, Parameter parameter) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(
                other ->
                    parameter.getName().equals(other.getName())
                        && parameter.getIn().equals(other.getIn()));
  }
}
