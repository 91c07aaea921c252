package io.tributary.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class FaultCollectingDecoderTests {
  private final FaultCollectingDecoder decoder =
      new FaultCollectingDecoder(
          JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());

  enum Color {
    RED,
    GREEN
  }

  record Part(@Nullable String key, @Nullable Integer size) {}

  record Body(
      @Nullable String name,
      @Nullable Color color,
      @Nullable List<Part> parts,
      @Nullable Map<String, Object> data) {}

  @Test
  void a_body_that_fits_is_read() {
    assertThat(
            read(
                """
                {"name": "ü☃", "color": "RED", "parts": [{"key": "a", "size": 1}], "data": {"any": [1, {"thing": null}]}}
                """))
        .isEqualTo(
            new Body(
                "ü☃",
                Color.RED,
                List.of(new Part("a", 1)),
                Map.of("any", List.of(1, java.util.Collections.singletonMap("thing", null)))));
  }

  @Test
  void every_fault_is_named_at_its_place() {
    assertThat(
            faultsOf(
                """
                {"name": {"not": "text"}, "colour": [1, {"x": 2}], "color": "BLUE",
                 "parts": [{"key": "a", "size": "many"}, {"kay": "b"}, 7], "data": "none", "a/b": 1}
                """))
        .contains(
            "/name wrong-type",
            "/colour unknown-property",
            "/color wrong-type",
            "/parts/0/size wrong-type",
            "/parts/1/kay unknown-property",
            "/parts/2 wrong-type",
            "/data wrong-type",
            "/a~1b unknown-property")
        .hasSize(8);
  }

  @Test
  void what_is_no_json_is_not_a_list_of_faults() {
    for (var text : new String[] {"{", "{\"name\": tru}", "nonsense", "{\"name\": \"a\"\"}"}) {
      assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> read(text));
    }
  }

  private List<String> faultsOf(String text) {
    try {
      read(text);
      return List.of();
    } catch (InvalidInput problem) {
      return problem.faults().stream().map(fault -> fault.pointer() + " " + fault.code()).toList();
    }
  }

  private Object read(String text) {
    return decoder.decode(
        DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(UTF_8)),
        ResolvableType.forClass(Body.class),
        MediaType.APPLICATION_JSON,
        null);
  }
}
