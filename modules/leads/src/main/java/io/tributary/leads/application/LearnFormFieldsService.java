package io.tributary.leads.application;

import io.tributary.leads.application.port.in.LearnFormFields;
import io.tributary.leads.domain.FormField;
import io.tributary.leads.domain.FormMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class LearnFormFieldsService implements LearnFormFields {
  private final FormMappings mappings;
  private final LeadSchemas schemas;

  LearnFormFieldsService(FormMappings mappings, LeadSchemas schemas) {
    this.mappings = mappings;
    this.schemas = schemas;
  }

  @Override
  public Mono<Void> learn(List<FormVersion> versions) {
    return mappings.of(versions).flatMap(known -> schemas.covering(customFieldsOf(known))).then();
  }

  static Map<UUID, List<FormField>> customFieldsOf(Map<FormVersion, FormMapping> mappings) {
    var wanted = new TreeMap<UUID, List<FormField>>();
    mappings.forEach(
        (version, mapping) ->
            wanted
                .computeIfAbsent(version.workspaceId(), id -> new ArrayList<>())
                .addAll(mapping.custom()));
    return wanted;
  }
}
