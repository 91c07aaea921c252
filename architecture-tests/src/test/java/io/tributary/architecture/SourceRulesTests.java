package io.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What classes do not show: SQL, names, leftovers.
class SourceRulesTests {
  private static final Pattern VAGUE =
      Pattern.compile(".*(Utils?|Helpers?|Manager|Impl|Misc|Common)");
  private static final Pattern VAGUE_PACKAGE =
      Pattern.compile("(^|.*\\.)(utils?|helpers?|managers?|impl|misc|common)(\\..*|$)");

  private static final Pattern LEFTOVER =
      Pattern.compile("\\b(TODO|FIXME|XXX)\\b|import lombok\\.");

  @Test
  void sql_names_its_own_schema_only() {
    var found = new ArrayList<String>();
    parsed(SourceRulesTests::isMainJava)
        .forEach(
            (file, source) ->
                SqlRules.foreignInJava(moduleOf(CodeBase.ROOT.resolve(file)), source.literals())
                    .forEach(name -> found.add(file + " names " + name)));
    for (var file : Sources.files(SourceRulesTests::isMigration)) {
      SqlRules.foreignInMigration(moduleOf(file), Sources.text(file))
          .forEach(name -> found.add(relative(file) + " names " + name));
    }

    assertThat(found).isEmpty();
  }

  @Test
  void sql_that_names_another_schema_is_found() {
    var offender =
        """
        class Offender {
          static final String OWN = "SELECT id FROM leads.lead l WHERE l.id = :id";
          static final String LISTENER = "forms.response-accepted";
          static final String FOREIGN =
              \"""
              SELECT id FROM forms.response WHERE workspace_id = :workspace
              \""";
          static final String PART = "DELETE FROM " + "leads.lead USING kernel.outbox";
        }
        """;

    var literals = Sources.parse("Offender.java", offender).literals();

    assertThat(SqlRules.foreignInJava("leads", literals))
        .containsExactly("forms.response", "kernel.outbox");
  }

  @Test
  void a_migration_that_names_another_schema_is_found() {
    var offender =
        """
        -- forms.response is only mentioned here
        SELECT kernel.enable_tenancy('leads.lead');
        ALTER TABLE leads.lead ADD FOREIGN KEY (workspace_id, form_id) REFERENCES forms.form (workspace_id, id);
        INSERT INTO kernel.secret VALUES ('x', 'y');
        """;

    assertThat(SqlRules.foreignInMigration("leads", offender))
        .containsExactly("forms.form", "kernel.secret");
  }

  @Test
  void names_say_what_a_thing_is() {
    var found = new ArrayList<String>();
    parsed(SourceRulesTests::isJava)
        .forEach(
            (file, source) -> vagueNames(source).forEach(name -> found.add(file + " has " + name)));

    assertThat(found).isEmpty();
  }

  @Test
  void vague_names_are_found() {
    var offender =
        """
        package io.tributary.leads.util;
        class LeadHelper { record Inner() {} static class MailManager {} interface LeadServiceImpl {} class DateUtils {} }
        """;

    assertThat(vagueNames(Sources.parse("LeadHelper.java", offender)))
        .containsExactly(
            "io.tributary.leads.util", "LeadHelper", "MailManager", "LeadServiceImpl", "DateUtils");
  }

  private static List<String> vagueNames(Sources.Java source) {
    var found = new ArrayList<String>();
    if (VAGUE_PACKAGE.matcher(source.packageName()).matches()) {
      found.add(source.packageName());
    }
    source.types().stream().filter(type -> VAGUE.matcher(type).matches()).forEach(found::add);
    return found;
  }

  @Test
  void nothing_is_left_over() {
    var found =
        Sources.files(path -> isMainJava(path) || isMigration(path)).stream()
            .filter(file -> LEFTOVER.matcher(Sources.text(file)).find())
            .map(SourceRulesTests::relative)
            .toList();

    assertThat(found).isEmpty();
  }

  @Test
  void leftovers_are_found() {
    assertThat(List.of("// TODO later", "import lombok.Data;"))
        .allMatch(line -> LEFTOVER.matcher(line).find());
    assertThat(LEFTOVER.matcher("log.info(\"a method\")").find()).isFalse();
  }

  /// By path below the repository.
  private static Map<String, Sources.Java> parsed(Predicate<Path> wanted) {
    return Sources.parse(
        Sources.files(wanted).stream()
            .collect(Collectors.toMap(SourceRulesTests::relative, Sources::text)));
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  private static boolean isMainJava(Path file) {
    return isJava(file) && file.toString().contains("/src/main/java/");
  }

  private static boolean isMigration(Path file) {
    return file.toString().endsWith(".sql")
        && file.toString().contains("/src/main/resources/db/migration/");
  }

  /// `leads` for a file of `modules/leads`, `app` for one of the application.
  private static String moduleOf(Path file) {
    var relative = CodeBase.ROOT.relativize(file);
    return relative.getName(0).toString().equals("modules")
        ? relative.getName(1).toString()
        : relative.getName(0).toString();
  }

  private static String relative(Path file) {
    return CodeBase.ROOT.relativize(file).toString();
  }
}
