package io.tributary.forms.adapter.out.persistence;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.tributary.forms.domain.FieldDraft;
import io.tributary.forms.domain.FormDefinition;
import io.tributary.forms.domain.FormField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Between the columns of type `jsonb` and values. Numbers are exact; rules that a field does not
/// have are not written.
@Component
final class StoredJson {
  private static final TypeReference<List<@Nullable FieldDraft>> FIELDS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
          .build();

  String fieldsOf(FormDefinition definition) {
    return mapper.writeValueAsString(definition.fields().stream().map(FormField::toDraft).toList());
  }

  List<@Nullable FieldDraft> fields(String json) {
    return mapper.readValue(json, FIELDS);
  }

  Map<String, Object> values(String json) {
    return mapper.readValue(json, VALUES);
  }
}
