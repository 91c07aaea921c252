package io.tributary.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static io.tributary.architecture.Findings.assertHoldsAndBites;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Caller;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who may do what is decided before a controller runs, and never by what the body says.
class ControllerRulesTests {
  private static final String TENANT_PATH = "/api/v1/workspaces/{workspaceId}";
  private static final String API_PATH = "/api/v1";
  private static final Set<String> PERMISSIONS =
      Set.of(
          "form:read",
          "form:manage",
          "lead:read",
          "lead:manage",
          "workflow:read",
          "workflow:manage",
          "analytics:read",
          "workspace:read",
          "workspace:manage",
          "operations:read",
          "operations:manage");

  private static final DescribedPredicate<JavaMethod> HANDLERS =
      describe(
          "handle requests",
          method ->
              method.getOwner().isAnnotatedWith(RestController.class)
                  && AnnotatedElementUtils.hasAnnotation(method.reflect(), RequestMapping.class));

  @Test
  void controllers_live_in_web_adapters() {
    assertHoldsAndBites(
        classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .resideInAPackage("..adapter.in.web.."),
        "StrayController");
  }

  @Test
  void every_handler_of_a_workspace_asks_for_a_permission_first() {
    assertHoldsAndBites(
        methods().that(HANDLERS).should(satisfy("be authorized", this::faultOfAuthorization)),
        "TenantController.withoutPermission",
        "TenantController.permissionLast",
        "TenantController.callerInsteadOfWorkspace",
        "SystemController.withoutPermission",
        "SystemController.workspaceWithoutPath",
        "StrayController.open");
  }

  private String faultOfAuthorization(Method handler) {
    var paths = pathsOf(handler);
    var ofWorkspace = paths.stream().anyMatch(path -> path.startsWith(TENANT_PATH));
    var ofSystem = !ofWorkspace && paths.stream().anyMatch(path -> path.startsWith(API_PATH));
    var authorized =
        Arrays.stream(handler.getParameters())
            .filter(parameter -> parameter.isAnnotationPresent(Authorized.class))
            .toList();
    if (!ofWorkspace && !ofSystem) {
      return authorized.isEmpty() ? "" : "asks for a permission on a public path " + paths;
    }
    var expected = ofWorkspace ? WorkspaceId.class : Caller.class;
    var first = handler.getParameterCount() == 0 ? null : handler.getParameters()[0];
    return first != null
            && authorized.size() == 1
            && first.isAnnotationPresent(Authorized.class)
            && first.getType() == expected
        ? ""
        : "must begin with @Authorized " + expected.getSimpleName();
  }

  @Test
  void every_permission_is_known() {
    assertHoldsAndBites(
        methods().that(HANDLERS).should(satisfy("ask for known permissions", this::unknown)),
        "TenantController.unknownPermission");
  }

  private String unknown(Method handler) {
    return Arrays.stream(handler.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(Authorized.class))
        .map(parameter -> parameter.getAnnotation(Authorized.class).value())
        .filter(permission -> !PERMISSIONS.contains(permission))
        .map(permission -> "asks for '" + permission + "'")
        .findFirst()
        .orElse("");
  }

  @Test
  void the_workspace_comes_from_the_caller_alone() {
    assertHoldsAndBites(
        methods().that(HANDLERS).should(satisfy("take no workspace as input", this::inputOf)),
        "TenantController.workspaceFromPath",
        "TenantController.workspaceFromBody",
        "TenantController.workspaceDeepInBody");
  }

  private String inputOf(Method handler) {
    for (var parameter : handler.getParameters()) {
      if (parameter.isAnnotationPresent(PathVariable.class) && namesWorkspace(parameter)) {
        return "reads the workspace from the path by itself";
      }
      if (parameter.isAnnotationPresent(RequestBody.class)
          && namesWorkspace(parameter.getParameterizedType(), new HashSet<>())) {
        return "reads the workspace from the body";
      }
    }
    return "";
  }

  private static boolean namesWorkspace(Parameter parameter) {
    var name = parameter.getAnnotation(PathVariable.class).value();
    return parameter.getType() == WorkspaceId.class
        || (name.isEmpty() ? parameter.getName() : name).equals("workspaceId");
  }

  private static boolean namesWorkspace(Type type, Set<Type> seen) {
    if (!seen.add(type)) {
      return false;
    }
    return switch (type) {
      case ParameterizedType generic ->
          Stream.of(generic.getActualTypeArguments()).anyMatch(each -> namesWorkspace(each, seen));
      case Class<?> body when body == WorkspaceId.class -> true;
      case Class<?> body when body.isRecord() ->
          Stream.of(body.getRecordComponents())
              .anyMatch(
                  component ->
                      component.getName().equals("workspaceId")
                          || namesWorkspace(component.getGenericType(), seen));
      default -> false;
    };
  }

  private static List<String> pathsOf(Method handler) {
    var outer =
        pathsIn(
            AnnotatedElementUtils.findMergedAnnotation(
                handler.getDeclaringClass(), RequestMapping.class));
    var inner = pathsIn(AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class));
    return outer.stream().flatMap(start -> inner.stream().map(end -> start + end)).toList();
  }

  private static List<String> pathsIn(@org.jspecify.annotations.Nullable RequestMapping mapping) {
    return mapping == null || mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
  }

  /// @param fault says what is wrong with a handler, empty if nothing is
  private static ArchCondition<JavaMethod> satisfy(
      String description, Function<Method, String> fault) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        var found = fault.apply(method.reflect());
        if (!found.isEmpty()) {
          events.add(
              SimpleConditionEvent.violated(
                  method,
                  method.getFullName() + " " + found + " " + method.getSourceCodeLocation()));
        }
      }
    };
  }
}
