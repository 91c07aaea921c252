package io.tributary.app.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Caller;
import io.tributary.kernel.web.ExpectedVersion;
import java.security.Principal;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  static final String BEARER = "bearer";

  static {
    // resolved by the kernel from path, query and headers; described by `OperationDescriber`
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(
            WorkspaceId.class,
            Caller.class,
            PageRequest.class,
            ExpectedVersion.class,
            Principal.class);
  }

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Tributary")
                .version("v1")
                .description(
                    "Forms flow into leads, leads flow into workflows, everything flows into "
                        + "numbers.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .components(
            new Components()
                .addSecuritySchemes(
                    BEARER,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(
                            "A workspace's API key, or the system's own key for what belongs to "
                                + "no workspace.")));
  }

  @Bean
  OpenApiCustomizer problems() {
    return ProblemResponses::addTo;
  }

  @Bean
  GlobalOperationCustomizer operationDescriber() {
    return new OperationDescriber();
  }
}
