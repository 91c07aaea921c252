package io.tributary.workflows.adapter.out.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MustacheRendererTests {
  private final MustacheRenderer renderer = new MustacheRenderer();

  private String render(String template, Map<String, ?> values) {
    return renderer.render(template, values, Escape.NONE);
  }

  private String codeOf(String template, Map<String, ?> values) {
    try {
      return "rendered " + render(template, values).length();
    } catch (InvalidInput refused) {
      return refused.faults().getFirst().code();
    }
  }

  private List<String> faultsOf(String template) {
    var faults = new Faults();
    renderer.check(template, faults.at("data").at("subject"));
    assertThat(faults.all()).extracting(Fault::pointer).containsOnly("/data/subject");
    return faults.all().stream().map(Fault::code).toList();
  }

  @Test
  void values_are_found_by_their_paths_and_missing_ones_are_nothing() {
    var lead = new HashMap<String, Object>(Map.of("name", "Ada \uD83D\uDE00", "stage", ""));
    lead.put("company", null);
    var values = Map.of("lead", lead);

    assertThat(render("Hi {{lead.name}}!", values)).isEqualTo("Hi Ada \uD83D\uDE00!");
    assertThat(
            render(
                "[{{lead.company}}{{lead.x}}{{x.y.z}}{{lead.name.length}}{{lead.stage}}]", values))
        .isEqualTo("[]");
    assertThat(render("no placeholder } } { {", values)).isEqualTo("no placeholder } } { {");
    assertThat(render("{{lead.name", values)).isEqualTo("{{lead.name");
    assertThat(render("", values)).isEmpty();
  }

  @Test
  void values_are_written_as_people_read_them() {
    var values =
        Map.of(
            "whole",
            1500.0,
            "half",
            0.5,
            "big",
            new BigDecimal("12345678901234567890.10"),
            "huge",
            new BigDecimal("1e999999999"),
            "list",
            List.of("a", 1, List.of("nested"), Map.of("x", 1), true),
            "map",
            Map.of("secret", "x"),
            "id",
            UUID.fromString("0190a1b2-0000-7000-8000-000000000001"),
            "at",
            Instant.parse("2026-01-01T00:00:00Z"),
            "no",
            false);

    assertThat(render("{{whole}} {{half}} {{big}}", values))
        .isEqualTo("1500 0.5 12345678901234567890.1");
    assertThat(render("{{huge}}", values)).isEqualTo("1E+999999999");
    assertThat(render("{{list}}|{{map}}|{{.}}", values)).isEqualTo("a, 1, true||");
    assertThat(render("{{id}} {{at}} {{no}}", values))
        .isEqualTo("0190a1b2-0000-7000-8000-000000000001 2026-01-01T00:00:00Z false");
  }

  @Test
  void sections_show_what_is_there() {
    var values =
        Map.of(
            "yes",
            true,
            "no",
            false,
            "empty",
            List.of(),
            "text",
            "x",
            "blank",
            "",
            "map",
            Map.of("a", 1),
            "none",
            Map.of(),
            "people",
            Arrays.asList(Map.of("name", "Ada"), Map.of("name", "Bob")),
            "tags",
            Arrays.asList("a", null, "b"));

    assertThat(render("{{#yes}}Y{{/yes}}{{#no}}N{{/no}}{{^no}}n{{/no}}", values)).isEqualTo("Yn");
    assertThat(render("{{#empty}}E{{/empty}}{{^empty}}e{{/empty}}", values)).isEqualTo("e");
    assertThat(render("{{#text}}T{{/text}}{{#blank}}B{{/blank}}{{^blank}}b{{/blank}}", values))
        .isEqualTo("Tb");
    assertThat(render("{{#map}}{{a}}{{/map}}{{#none}}N{{/none}}{{^gone}}g{{/gone}}", values))
        .isEqualTo("1g");
    assertThat(render("{{#people}}{{name}}{{^-last}}, {{/-last}}{{/people}}", values))
        .isEqualTo("Ada, Bob");
    assertThat(render("{{#tags}}[{{.}}]{{/tags}}", values)).isEqualTo("[a][][b]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#email.getBytes}}x{{/email.getBytes}}",
        "{{#email}}{{getBytes}}{{length}}{{class}}{{hashCode}}{{/email}}",
        "{{class}}{{getClass}}{{class.name}}{{lead.class.classLoader}}",
        "{{email.class}}{{email.value}}{{email.isEmpty}}{{email.chars}}",
        "{{lead.size}}{{lead.keySet}}{{lead.entrySet}}{{lead.values}}{{lead.budget}}",
        "{{#lead.entrySet}}{{key}}{{/lead.entrySet}}",
        "{{#list}}{{size}}{{class}}{{iterator}}{{/list}}{{list.size}}{{list.0}}",
        "{{call}}{{#call}}x{{get}}{{/call}}{{bean}}{{bean.state}}{{#bean}}{{name}}{{/bean}}"
      })
  void nothing_but_maps_and_lists_is_looked_into(String template) {
    Supplier<String> supplier = () -> "called";
    var values =
        Map.of(
            "email",
            "ada@example.com",
            "lead",
            Map.of("x", 1),
            "list",
            List.of(1),
            "call",
            supplier,
            "bean",
            new Thread());

    assertThat(render(template, values)).isEmpty();
  }

  @Test
  void unescaped_placeholders_are_escaped_too() {
    var values = Map.of("x", "<b a='1'>\"&`");
    var safe = "&lt;b a=&#39;1&#39;&gt;&quot;&amp;&#96;";
    for (var template : List.of("{{x}}", "{{{x}}}", "{{&x}}", "{{& x }}", "{{{ x }}}")) {
      assertThat(renderer.render(template, values, Escape.HTML)).as(template).isEqualTo(safe);
    }
    assertThat(renderer.render("<p>{{x}}</p>", Map.of("x", "a"), Escape.HTML))
        .isEqualTo("<p>a</p>");
  }

  @Test
  void a_header_stays_one_line_whatever_is_put_in() {
    var values = Map.of("x", "Hi\r\nBcc: all@example.com\u0000\u0085\u2028\u2029\u007f\t!");
    for (var template : List.of("{{x}}", "{{{x}}}", "{{&x}}")) {
      assertThat(renderer.render(template, values, Escape.HEADER))
          .isEqualTo("Hi  Bcc: all@example.com      !");
    }
    assertThat(renderer.render("a\r\nBcc: b", Map.of(), Escape.HEADER)).isEqualTo("a  Bcc: b");
    assertThat(renderer.render("a\n{{y}}\nb", Map.of("y", "ü"), Escape.HEADER)).isEqualTo("a ü b");
  }

  @Test
  void parts_of_an_address_are_percent_encoded() {
    var values = Map.of("x", "a b/../?q=1&r=ü#\uD83D\uDE00%-._~", "host", "evil.com@");
    assertThat(renderer.render("https://example.com/{{{x}}}", values, Escape.URL))
        .isEqualTo("https://example.com/a%20b%2F..%2F%3Fq%3D1%26r%3D%C3%BC%23%F0%9F%98%80%25-._~");
    assertThat(renderer.render("https://{{host}}", values, Escape.URL))
        .isEqualTo("https://evil.com%40");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#a}}",
        "{{/a}}",
        "{{#a}}{{/b}}",
        "{{}}",
        "{{ }}",
        "{{#}}x{{/}}",
        "{{a..b}}",
        "{{.a}}",
        "{{..}}",
        "{{&}}",
        "{{#a}}{{#b}}{{/a}}{{/b}}"
      })
  void broken_templates_are_faults_not_failures(String template) {
    assertThat(faultsOf(template)).containsExactly("template-broken");
    assertThat(codeOf(template, Map.of("a", List.of(1)))).isEqualTo("template-broken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{> other}}",
        "{{>/etc/passwd}}",
        "{{#a}}{{> x}}{{/a}}",
        "{{<parent}}{{/parent}}",
        "{{$block}}x{{/block}}",
        "{{=<% %>=}}<% a %>",
        "{{ =<% %>= }}"
      })
  void templates_include_nothing_and_keep_their_delimiters(String template) {
    assertThat(faultsOf(template)).containsExactly("template-unsupported");
  }

  @Test
  void a_text_longer_than_256_kib_is_refused() {
    var values = Map.of("items", Collections.nCopies(1_000, "x"), "kib", "k".repeat(1024));

    assertThat(codeOf("{{#items}}{{kib}}{{/items}}", values)).isEqualTo("template-too-long");
    assertThat(codeOf("{{kib}}".repeat(256), values)).isEqualTo("rendered 262144");
    assertThat(codeOf("{{kib}}".repeat(256) + "x", values)).isEqualTo("template-too-long");
    assertThat(codeOf("x".repeat(262_145), values)).isEqualTo("template-too-long");
    assertThat(codeOf("{{a}}" + "x".repeat(262_144), values)).isEqualTo("too-long");
  }

  @Test
  void sections_that_multiply_without_writing_anything_are_stopped() {
    var values = Map.of("l", Collections.nCopies(1_000, 1));
    var template = "{{#l}}".repeat(6) + "{{/l}}".repeat(6);

    assertThat(codeOf(template, values)).isEqualTo("template-too-costly");
  }

  @Test
  void deep_nesting_costs_no_stack() {
    assertThat(codeOf("{{#a}}".repeat(500) + "x" + "{{/a}}".repeat(500), Map.of("a", true)))
        .isEqualTo("rendered 1");
    for (var open : List.of("{{#a}}", "{{ \t#a}}", "{{\u0001#a}}", "{{^a}}")) {
      assertThat(codeOf(open.repeat(10_000) + "x" + "{{/a}}".repeat(10_000), Map.of()))
          .isEqualTo("template-too-costly");
    }
    Object deep = "x";
    for (int i = 0; i < 10_000; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("a", deep);
    }
    assertThat(render("{{a}}{{#a}}{{.}}{{/a}}", Map.of("a", deep))).isEmpty();
  }

  @Test
  void a_template_is_safe_for_many_threads() {
    var texts =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> render("{{a}}-{{#l}}{{.}}{{/l}}", Map.of("a", i, "l", List.of(i))))
            .toList();

    assertThat(texts)
        .containsExactlyElementsOf(IntStream.range(0, 2_000).mapToObj(i -> i + "-" + i).toList());
  }

  @Test
  void check_takes_what_can_be_rendered() {
    var faults = new Faults();
    renderer.check("Hi {{lead.name}} {{#a}}{{.}}{{/a}} {{! a note }}", faults);
    assertThat(faults.all()).isEmpty();
    assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> render("{{#a}}", Map.of()));
  }
}
