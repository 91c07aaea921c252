package io.tributary.forms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionDigestTests {

  private static String of(Map<String, Object> data) {
    return SubmissionDigest.of(new Submission(data, Map.of(), Map.of()));
  }

  @Test
  void the_order_of_keys_does_not_matter_and_that_of_lists_does() {
    var one = new LinkedHashMap<String, Object>();
    one.put("a", "1");
    one.put("b", List.of("x", "y"));
    var other = new LinkedHashMap<String, Object>();
    other.put("b", List.of("x", "y"));
    other.put("a", "1");

    assertThat(of(one)).isEqualTo(of(other)).hasSize(64);
    assertThat(of(Map.of("a", "1", "b", List.of("y", "x")))).isNotEqualTo(of(one));
  }

  @Test
  void what_looks_alike_is_told_apart() {
    var nothing = new HashMap<String, Object>();
    nothing.put("a", null);
    assertThat(
            List.of(
                of(Map.of()),
                of(nothing),
                of(Map.of("a", "")),
                of(Map.of("a", "1")),
                of(Map.of("a", new BigDecimal("1"))),
                of(Map.of("a", List.of("1"))),
                of(Map.of("a", "1", "b", "2")),
                of(Map.of("a", "1:b2")),
                SubmissionDigest.of(new Submission(Map.of(), Map.of("a", "1"), Map.of())),
                SubmissionDigest.of(new Submission(Map.of(), Map.of(), Map.of("a", "1")))))
        .doesNotHaveDuplicates();
  }
}
