package io.tributary.forms.adapter.out.persistence;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.tributary.forms.domain.FieldDraft;
import io.tributary.forms.domain.FormDefinition;
import io.tributary.forms.domain.FormField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
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

  /// What was not in the database yet is read as it will be there, where numbers have no exponent:
  /// `1e2` is the whole number 100.
  Map<String, Object> values(String json) {
    var values = mapper.readValue(json, VALUES);
    values.replaceAll((key, value) -> asStored(value));
    return values;
  }

  private static @Nullable Object asStored(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal number when number.scale() <= 0 -> whole(number.toBigIntegerExact());
      case Map<?, ?> map -> {
        var members = new LinkedHashMap<Object, @Nullable Object>(map);
        members.replaceAll((key, member) -> asStored(member));
        yield members;
      }
      case List<?> list -> list.stream().map(StoredJson::asStored).toList();
      default -> value;
    };
  }

  private static Number whole(BigInteger number) {
    return number.bitLength() < Integer.SIZE
        ? (Number) number.intValue()
        : number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }
}
