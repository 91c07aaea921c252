package io.tributary.kernel.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.changes.Changes;
import io.tributary.kernel.json.JsonText;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebFluxConfigurer {
  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
    configurer.addCustomResolver(
        new AuthorizedResolver(), new PageRequestResolver(), new ExpectedVersionResolver());
  }

  /// Inputs are validated by our own code. Without one, whatever bean validation is on the class
  /// path would be started.
  @Override
  public Validator getValidator() {
    return new NoOpValidator();
  }

  @Bean
  AnswerResultHandler answerResultHandler() {
    return new AnswerResultHandler();
  }

  @Bean
  WebFluxRegistrations handlers(Changes changes, JsonMapper json, MeterRegistry meters) {
    return new WebFluxRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new PathFirstHandlerMapping();
      }

      @Override
      public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new AuthorizingHandlerAdapter(new AnswerCache(changes, json, meters));
      }
    };
  }

  @Bean
  JsonFactoryBuilderCustomizer jsonBuffers() {
    return factory -> factory.recyclerPool(JsonText.BUFFERS);
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  CodecCustomizer faultCollectingDecoder(JsonMapper mapper) {
    return codecs -> codecs.defaultCodecs().jacksonJsonDecoder(new FaultCollectingDecoder(mapper));
  }

  private static final class NoOpValidator implements Validator {
    @Override
    public boolean supports(Class<?> type) {
      return false;
    }

    @Override
    public void validate(Object target, Errors errors) {}
  }
}
