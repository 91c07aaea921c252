package io.tributary.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

class PathShapeTests {
  private static final List<String> PATTERNS =
      List.of(
          "",
          "/",
          "/a",
          "/A",
          "/a/",
          "/a/b",
          "/a.json",
          "/{x}",
          "/{x}/",
          "/{x}/{y}",
          "/a/{x}",
          "/{x}/b",
          "/a/{x}/c",
          "/a/{x}/{y}",
          "/a/b/{y}",
          "/{x:[a-z]+}",
          "/v{x}",
          "/{x}.json",
          "/a/*",
          "/a/?",
          "/a/**",
          "/a/{*x}",
          "/**",
          "/**/c",
          "/%61/b",
          "/a;v=1/b",
          "/é/b");

  @ParameterizedTest
  @MethodSource("parsers")
  void no_path_that_a_pattern_matches_is_ruled_out(PathPatternParser parser) {
    for (var text : PATTERNS) {
      var pattern = parser.parse(text);
      var shape = PathShape.of(pattern);
      assertThat(paths().map(PathContainer::parsePath).filter(pattern::matches))
          .as(text)
          .allMatch(path -> shape == null || shape.mayMatch(path));
    }
  }

  static Stream<PathPatternParser> parsers() {
    var anyCase = new PathPatternParser();
    anyCase.setCaseSensitive(false);
    return Stream.of(new PathPatternParser(), anyCase);
  }

  private static Stream<String> paths() {
    var segments =
        List.of(
            "a", "b", "c", "A", "v1", "", "a.json", "x.json", "%61", "%2F", "a%2Fb", "a;v=1", ";",
            "é", "%C3%A9", ".", "..", "%");
    UnaryOperator<Stream<String>> longer =
        paths -> paths.flatMap(path -> segments.stream().map(segment -> path + "/" + segment));
    var one = longer.apply(Stream.of("")).toList();
    var two = longer.apply(one.stream()).toList();
    var three = longer.apply(two.stream()).toList();
    return Stream.of(Stream.of("", "a", "a/b"), one.stream(), two.stream(), three.stream())
        .flatMap(paths -> paths)
        .filter(PathShapeTests::isWellFormed);
  }

  private static boolean isWellFormed(String path) {
    return !path.contains("%") || path.matches("([^%]|%[0-9A-F]{2})*");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/{x}/c, /a",
    "/a/{x}/c, /a/b/c/d",
    "/a/{x}/c, /a/b/c/",
    "/a/{x}/c, /a/b/b",
    "/a/{x}/c, /b/b/c",
    "/a/{x}/c, //b/c",
    "/{x}, /",
    "/a.json, /aXjson",
  })
  void a_path_of_another_length_or_with_other_words_is_ruled_out(String pattern, String path) {
    assertThat(shapeOf(pattern)).isNotNull();
    assertThat(shapeOf(pattern).mayMatch(PathContainer.parsePath(path))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"/a/x/c", "/%61/x/c", "/a;v=1/x;w=2/c;", "/A/x/C", "/a/a%2Fb/c"})
  void a_path_is_compared_as_the_pattern_would_read_it(String path) {
    assertThat(shapeOf("/a/{x}/c").mayMatch(PathContainer.parsePath(path))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/a/", "/a/**", "/a/{*x}", "/a/*", "/a/?", "/{x:[a-z]+}", "/v{x}", "/a%20b"})
  void a_pattern_that_is_more_than_words_and_variables_has_no_shape(String pattern) {
    assertThat(shapeOf(pattern)).isNull();
  }

  private static PathShape shapeOf(String pattern) {
    return PathShape.of(PathPatternParser.defaultInstance.parse(pattern));
  }
}
