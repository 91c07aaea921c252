package io.tributary.kernel.json;

import io.r2dbc.postgresql.codec.Json;
import org.springframework.stereotype.Component;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.RecyclerPool;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Between values and the JSON text that the database stores. Unlike the API it ignores properties
/// that it does not know, since a newer node may have written them.
@Component
public final class JsonText {
  /// Buffers of its own for each thread, of which there are few: the library's default shares them,
  /// for the sake of virtual threads, in a queue that every small text goes through.
  public static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.threadLocalPool();

  private final JsonMapper mapper;

  public JsonText() {
    mapper =
        JsonMapper.builder(JsonFactory.builder().recyclerPool(BUFFERS).build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  public String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  public Json toJson(Object value) {
    return Json.of(write(value));
  }

  public <T> T read(String text, Class<T> type) {
    return mapper.readValue(text, type);
  }

  public <T> T read(String text, TypeReference<T> type) {
    return mapper.readValue(text, type);
  }

  public JsonNode tree(String text) {
    return mapper.readTree(text);
  }

  public <T> T convert(Object value, Class<T> type) {
    return mapper.convertValue(value, type);
  }
}
