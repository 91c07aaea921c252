package io.tributary.leads.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.forms.FormDirectory;
import io.tributary.forms.FormFieldSummary;
import io.tributary.leads.application.port.in.LearnFormFields.FormVersion;
import io.tributary.leads.domain.FieldType;
import io.tributary.leads.domain.FormField;
import io.tributary.leads.domain.FormMapping;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What published form versions mean for leads. A version never changes, so it is asked for once.
@Component
final class FormMappings {
  private static final int MAX_VERSIONS = 10_000;

  private final FormDirectory forms;
  private final Cache<FormVersion, FormMapping> known =
      Caffeine.newBuilder().maximumSize(MAX_VERSIONS).build();

  FormMappings(FormDirectory forms) {
    this.forms = forms;
  }

  Mono<Map<FormVersion, FormMapping>> of(Collection<FormVersion> versions) {
    return Flux.fromIterable(versions)
        .distinct()
        .concatMap(version -> of(version).map(mapping -> Map.entry(version, mapping)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<FormMapping> of(FormVersion version) {
    var mapping = known.getIfPresent(version);
    return mapping != null ? Mono.just(mapping) : ask(version);
  }

  private Mono<FormMapping> ask(FormVersion version) {
    return forms
        .fields(version.workspaceId(), version.formId(), version.version())
        .defaultIfEmpty(List.of())
        .map(
            fields -> {
              var mapping = FormMapping.of(fields.stream().map(FormMappings::field).toList());
              if (!fields.isEmpty()) {
                known.put(version, mapping);
              }
              return mapping;
            });
  }

  private static FormField field(FormFieldSummary field) {
    return new FormField(
        field.key(), FieldType.ofFormField(field.type()), field.label(), field.options());
  }
}
